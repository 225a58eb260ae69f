import { createClient } from "@connectrpc/connect";
import { beforeEach, expect, test } from "vitest";
import { House } from "../../dev/house/house";
import { menu } from "../../dev/house/menu";
import { houseTransport } from "../../dev/house/transport";
import { OrderService } from "../../src/gen/here2order/ordering/v1/order_service_pb";
import type { Basket } from "../../src/guest/basket/lines";
import { Placing } from "../../src/guest/basket/placing";

const squid: Basket = {
  menuVersion: "1",
  lines: [{ key: "a", itemId: "pepper-squid", itemName: "", quantity: 2, choices: [], note: "" }],
  note: "",
};

let house: House;
let line: { offline: boolean };
let placed: string[];

function placing(onWait: () => void = () => {}): Placing {
  const client = createClient(OrderService, houseTransport(house, line));
  return new Placing(client, (call) => call(), {
    visitId: "vis_1",
    onPlaced: (order) => placed.push(order.id),
    wait: async () => onWait(),
  });
}

beforeEach(() => {
  localStorage.clear();
  house = new House();
  line = { offline: false };
  placed = [];
});

test("an order is placed", async () => {
  const page = placing();
  await page.place(squid);
  expect(house.orders.size).toBe(1);
  expect(page.state.value.kind).toBe("idle");
  expect(placed).toHaveLength(1);
});

test("after a lost connection the same order is sent again", async () => {
  line.offline = true;
  let waits = 0;
  const page = placing(() => {
    waits += 1;
    line.offline = waits < 3;
  });
  await page.place(squid);
  expect(waits).toBe(3);
  expect(house.orders.size).toBe(1);
});

test("an answer that got lost makes no second order", async () => {
  const arrived = placing();
  line.offline = true;
  await arrived.place(squid);
  expect(arrived.state.value.kind).toBe("unanswered");
  line.offline = false;
  await arrived.place({ ...squid, note: "changed meanwhile" });
  const [order] = house.orders.values();
  expect(house.orders.size).toBe(1);
  expect(order?.note).toBe("");
});

test("after a reload it goes on where it was", async () => {
  line.offline = true;
  await placing().place(squid);
  line.offline = false;
  const reloaded = placing();
  await reloaded.resume();
  await reloaded.resume();
  expect(house.orders.size).toBe(1);
  expect(placed).toHaveLength(1);
});

test("a refusal is an answer: the next attempt is another order", async () => {
  house.publish(menu(2n, 30));
  const page = placing();
  await page.place(squid);
  const state = page.state.value;
  expect(state.kind === "refused" && state.failure.reason).toBe("MENU_CHANGED");
  expect(state.kind === "refused" && state.failure.staleMenu?.changes[0]?.lineKey).toBe("a");
  await page.place({ ...squid, menuVersion: "2" });
  expect(house.orders.size).toBe(1);
});
