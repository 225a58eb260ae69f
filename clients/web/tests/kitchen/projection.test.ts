import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { OrderState, TicketState } from "../../src/gen/here2order/ordering/v1/order_pb";
import { type Ticket, TicketSchema } from "../../src/gen/here2order/ordering/v1/ticket_pb";
import { ageOf } from "../../src/kitchen/tickets/age";
import { allDay } from "../../src/kitchen/tickets/allDay";
import { project } from "../../src/kitchen/tickets/projection";

function ticket(
  stationId: string,
  dishes: [string, number][] = [],
  state = TicketState.QUEUED,
): Ticket {
  return create(TicketSchema, {
    orderId: "ord_1",
    stationId,
    state,
    orderState: OrderState.PLACED,
    lines: dishes.map(([itemName, quantity]) => ({ itemName, quantity })),
  });
}

const shown = (tickets: Ticket[]) =>
  tickets.map((t) => [t.stationId, OrderState[t.orderState], TicketState[t.state]]);

test("what is tapped is shown before it is sent", () => {
  const tickets = [ticket("fire"), ticket("bar")];
  const after = project(tickets, [
    { kind: "accept", orderId: "ord_1" },
    { kind: "start", orderId: "ord_1", stationId: "fire" },
  ]);
  expect(shown(after)).toEqual([
    ["fire", "ACCEPTED", "PREPARING"],
    ["bar", "ACCEPTED", "QUEUED"],
  ]);
  expect(shown(tickets)[0]).toEqual(["fire", "PLACED", "QUEUED"]);
});

test("a bump and its recall cancel out", () => {
  const work = { orderId: "ord_1", stationId: "fire" };
  const after = project(
    [ticket("fire")],
    [
      { kind: "bump", ...work },
      { kind: "recall", ...work },
    ],
  );
  expect(shown(after)).toEqual([["fire", "IN_PREPARATION", "PREPARING"]]);
});

test("what is served or rejected leaves the screen, and nothing else does", () => {
  const other = Object.assign(ticket("fire"), { orderId: "ord_2" });
  const after = project(
    [ticket("fire"), other],
    [{ kind: "reject", orderId: "ord_1", reason: "closing" }],
  );
  expect(after.map(({ orderId }) => orderId)).toEqual(["ord_2"]);
});

test("a ticket turns pressing at three quarters of its time, and late after it", () => {
  const due = Object.assign(ticket("fire"), {
    placeTime: timestampFromMs(0),
    dueTime: timestampFromMs(600_000),
  });
  expect(ageOf(due, 449_000).tone).toBe("fresh");
  expect(ageOf(due, 450_000).tone).toBe("soon");
  expect(ageOf(due, 600_001)).toEqual({ tone: "late", elapsedMs: 600_001, leftMs: -1 });
});

test("all day counts what is still to be made", () => {
  const counts = allDay([
    ticket("fire", [
      ["Squid", 2],
      ["Vada", 1],
    ]),
    ticket("fire", [["Squid", 1]]),
    ticket("fire", [["Squid", 5]], TicketState.READY),
  ]);
  expect(counts).toEqual([
    { name: "Squid", count: 3 },
    { name: "Vada", count: 1 },
  ]);
});
