import { Code, ConnectError } from "@connectrpc/connect";
import { beforeEach, expect, test } from "vitest";
import type { Command } from "../../src/kitchen/commands";
import { Journal } from "../../src/kitchen/journal";
import { until } from "../support";

const accept: Command = { kind: "accept", orderId: "ord_1" };
const bump: Command = { kind: "bump", orderId: "ord_1", stationId: "fire" };

let sent: string[];
let refused: string[];
let answer: () => void;

function journal(): Journal {
  return new Journal(
    async (command) => {
      sent.push(command.kind);
      answer();
      return () => {};
    },
    (command, { reason, code }) => refused.push(`${command.kind} ${reason}${Code[code]}`),
  );
}

const offline = () => {
  throw new ConnectError("", Code.Unavailable);
};

beforeEach(() => {
  localStorage.clear();
  sent = [];
  refused = [];
  answer = () => {};
});

test("taps are sent in the order in which they were made", async () => {
  const taps = journal();
  taps.push(accept);
  taps.push(bump);
  await until(() => taps.entries.value.length === 0);
  expect(sent).toEqual(["accept", "bump"]);
});

test("without a network they wait, and are sent when it is back", async () => {
  answer = offline;
  const taps = journal();
  taps.push(accept);
  taps.push(bump);
  await until(() => sent.length > 0);
  expect(taps.entries.value).toHaveLength(2);
  answer = () => {};
  await taps.flush();
  await until(() => taps.entries.value.length === 0);
  expect(sent.slice(-2)).toEqual(["accept", "bump"]);
});

test("a reload forgets none of them", async () => {
  answer = offline;
  journal().push(bump);
  await until(() => sent.length > 0);
  answer = () => {};
  const reloaded = journal();
  expect(reloaded.entries.value.map(({ command }) => command)).toEqual([bump]);
  await reloaded.flush();
  expect(reloaded.entries.value).toEqual([]);
});

test("a refusal is told and does not hold up the next", async () => {
  answer = () => {
    if (sent.length === 1) throw new ConnectError("", Code.FailedPrecondition);
  };
  const taps = journal();
  taps.push(accept);
  taps.push(bump);
  await until(() => taps.entries.value.length === 0);
  expect(refused).toEqual(["accept FailedPrecondition"]);
  expect(sent).toEqual(["accept", "bump"]);
});
