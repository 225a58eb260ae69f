import { create } from "@bufbuild/protobuf";
import { timestampFromMs } from "@bufbuild/protobuf/wkt";
import { expect, test } from "vitest";
import { type Order, OrderSchema, OrderState } from "../../src/gen/here2order/ordering/v1/order_pb";
import { OrdersStore } from "../../src/guest/orders/ordersStore";
import { headline, stepsOf } from "../../src/guest/orders/steps";
import { read, write } from "../../src/guest/routes";
import { codeInPath, codeTyped } from "../../src/guest/tableCode";

const at = (minute: number) => timestampFromMs(minute * 60_000);

function order(
  state: OrderState,
  version: number,
  events: [string, OrderState, number][] = [],
): Order {
  return create(OrderSchema, {
    id: "ord_1",
    state,
    version: BigInt(version),
    placeTime: at(0),
    timeline: events.map(([kind, after, minute]) => ({ kind, state: after, time: at(minute) })),
  });
}

test("an order never goes back on the screen", () => {
  const moved: OrderState[] = [];
  const store = new OrdersStore(({ state }) => moved.push(state));
  store.put(order(OrderState.ACCEPTED, 2));
  store.put(order(OrderState.PLACED, 1));
  store.put(order(OrderState.READY, 4));
  expect(store.orders.value.map(({ state }) => state)).toEqual([OrderState.READY]);
  expect(moved).toEqual([OrderState.READY]);
});

test("steps tell when each was reached", () => {
  const steps = stepsOf(
    order(OrderState.IN_PREPARATION, 3, [
      ["placed", OrderState.PLACED, 0],
      ["accepted", OrderState.ACCEPTED, 2],
      ["started", OrderState.IN_PREPARATION, 3],
    ]),
  );
  expect(steps.filter(({ done }) => done).map(({ name, timeMs }) => [name, timeMs])).toEqual([
    ["Placed", 0],
    ["Accepted", 120_000],
    ["In preparation", 180_000],
  ]);
  expect(steps.find(({ current }) => current)?.name).toBe("In preparation");
});

test("after a recall, ready counts from the last time", () => {
  const steps = stepsOf(
    order(OrderState.READY, 6, [
      ["bumped", OrderState.READY, 5],
      ["recalled", OrderState.IN_PREPARATION, 6],
      ["bumped", OrderState.READY, 9],
    ]),
  );
  expect(steps.find(({ name }) => name === "Ready")?.timeMs).toBe(540_000);
});

test("a rejection tells why", () => {
  const rejected = Object.assign(order(OrderState.REJECTED, 2), { endReason: "We are closing." });
  expect(headline(rejected)).toContain("We are closing.");
});

test("the address says what lies over the menu", () => {
  const item = { name: "item", itemId: "pepper-squid", lineKey: "k/1" } as const;
  expect(read(write(item))).toEqual(item);
  expect(read("#basket")).toEqual({ name: "basket" });
  expect(read("#anything")).toEqual({ name: "menu" });
  expect(read("#item/%E0%A4%A")).toEqual({ name: "menu" });
});

test("a code is found in the address and in what somebody typed", () => {
  expect(codeInPath("/t/aB3dE6gH")).toBe("aB3dE6gH");
  expect(codeInPath("/")).toBe("");
  expect(codeTyped(" aB3d E6gH ")).toBe("aB3dE6gH");
  expect(codeTyped("http://localhost:8080/t/aB3dE6gH?x=1")).toBe("aB3dE6gH");
});
