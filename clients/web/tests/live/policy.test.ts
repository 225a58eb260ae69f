import { Code } from "@connectrpc/connect";
import { expect, test } from "vitest";
import type { Failure } from "../../src/api/failure";
import { backoff, LONGEST_KITCHEN_MS, LONGEST_MS } from "../../src/live/backoff";
import { afterFailure } from "../../src/live/policy";

function failure(code: Code, reason = "", metadata: Record<string, string> = {}): Failure {
  return { code, reason, metadata, fields: [], retryAfterMs: 0, staleMenu: undefined };
}

const half = () => 0.5;

test("waiting doubles, is never the same twice, and has an end", () => {
  expect(backoff(1, LONGEST_MS, () => 0)).toBe(250);
  expect(backoff(1, LONGEST_MS, () => 1)).toBe(500);
  expect(backoff(4, LONGEST_MS, () => 1)).toBe(4_000);
  expect(backoff(40, LONGEST_MS, () => 1)).toBe(20_000);
  expect(backoff(40, LONGEST_KITCHEN_MS, () => 1)).toBe(5_000);
});

test("a lost network is waited for with the cursor kept", () => {
  const next = afterFailure(failure(Code.Unavailable), "c7", 2, LONGEST_MS, half);
  expect(next).toEqual({ kind: "again", waitMs: 750, cursor: "c7" });
});

test("the wait that the server asks for is kept", () => {
  const asked = { ...failure(Code.ResourceExhausted, "TOO_MANY_CALLS"), retryAfterMs: 9_000 };
  expect(afterFailure(asked, "c7", 1, LONGEST_MS, half)).toMatchObject({ waitMs: 9_000 });
});

test("a cursor that is too old is dropped at once", () => {
  const next = afterFailure(failure(Code.OutOfRange, "CURSOR_TOO_OLD"), "c7", 1, LONGEST_MS, half);
  expect(next).toEqual({ kind: "again", waitMs: 0, cursor: "" });
});

test("a server that is replaced hands over its cursor, and is left in no herd", () => {
  const parting = failure(Code.Unavailable, "SERVER_STOPPING", { cursor: "c9" });
  const next = afterFailure(parting, "c7", 1, LONGEST_MS, half);
  expect(next).toEqual({ kind: "again", waitMs: 500, cursor: "c9" });
});

test("an expired token asks for a new one", () => {
  const expired = failure(Code.Unauthenticated, "TOKEN_EXPIRED");
  expect(afterFailure(expired, "c7", 1, LONGEST_MS, half)).toEqual({ kind: "renew" });
});

test("a visit that is over is over", () => {
  const closed = failure(Code.FailedPrecondition, "VISIT_CLOSED");
  expect(afterFailure(closed, "c7", 1, LONGEST_MS, half)).toEqual({ kind: "over" });
});
