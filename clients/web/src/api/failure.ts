import type { Duration } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  BadRequestSchema,
  ErrorInfoSchema,
  RetryInfoSchema,
} from "../gen/google/rpc/error_details_pb";
import { type StaleMenu, StaleMenuSchema } from "../gen/here2order/ordering/v1/stale_menu_pb";

/** Why a call failed, as the contract tells it (see here2order/common/v1/error_reason.proto). */
export interface Failure {
  code: Code;
  /** A reason of ErrorReason without its prefix; empty when the server never spoke. */
  reason: string;
  metadata: Record<string, string>;
  /** The fields that broke a rule, with what is wrong. */
  fields: { field: string; description: string }[];
  /** How long the server asks to wait, or 0. */
  retryAfterMs: number;
  /** What changed on the menu, for MENU_CHANGED. */
  staleMenu: StaleMenu | undefined;
}

const DOMAIN = "here2order";

/** Reads the status details of anything that a call can throw. */
export function failureOf(error: unknown): Failure {
  const status = ConnectError.from(error);
  const info = status.findDetails(ErrorInfoSchema).find((found) => found.domain === DOMAIN);
  const badRequest = status.findDetails(BadRequestSchema)[0];
  return {
    code: status.code,
    reason: info?.reason ?? "",
    metadata: info?.metadata ?? {},
    fields: badRequest?.fieldViolations ?? [],
    retryAfterMs: milliseconds(status.findDetails(RetryInfoSchema)[0]?.retryDelay),
    staleMenu: status.findDetails(StaleMenuSchema)[0],
  };
}

function milliseconds(duration: Duration | undefined): number {
  return duration ? Number(duration.seconds) * 1000 + Math.round(duration.nanos / 1e6) : 0;
}

const REFUSALS = new Set([
  Code.InvalidArgument,
  Code.NotFound,
  Code.AlreadyExists,
  Code.PermissionDenied,
  Code.FailedPrecondition,
  Code.OutOfRange,
  Code.Unimplemented,
  Code.Aborted,
]);

/**
 * The server has looked at the call and said no. Anything else (no network, a deadline, a server
 * that restarts or is full) is no answer: the same request may be sent again, and must be the same.
 */
export function isRefusal(failure: Failure): boolean {
  return REFUSALS.has(failure.code);
}

/** The token is missing, has expired or is worth nothing: a new one may help. */
export function isTokenBad(failure: Failure): boolean {
  return failure.code === Code.Unauthenticated;
}
