import { create } from "@bufbuild/protobuf";
import { createClient } from "@connectrpc/connect";
import { beforeEach, expect, test } from "vitest";
import { House } from "../../dev/house/house";
import { houseTransport } from "../../dev/house/transport";
import { BillService } from "../../src/gen/here2order/billing/v1/bill_service_pb";
import { PaymentState } from "../../src/gen/here2order/billing/v1/payment_pb";
import { PaymentService } from "../../src/gen/here2order/billing/v1/payment_service_pb";
import { LineRequestSchema } from "../../src/gen/here2order/ordering/v1/order_pb";
import { BillStore } from "../../src/guest/bill/billStore";
import { Paying } from "../../src/guest/bill/paying";
import type { Watch } from "../../src/live/watch";
import { until } from "../support";

const INR = "INR";
const squid = create(LineRequestSchema, { key: "a", itemId: "pepper-squid", quantity: 2 });

let house: House;
let line: { offline: boolean };

function paying(onWait: () => void = () => {}): Paying {
  const client = createClient(PaymentService, houseTransport(house, line));
  return new Paying(
    client,
    (call) => call(),
    "vis_1",
    async () => onWait(),
  );
}

function follow(store: BillStore): Watch<never> {
  const client = createClient(BillService, houseTransport(house, line));
  const ends = { renew: async () => {}, onOver: () => {} };
  return store.watch(client, ends) as Watch<never>;
}

beforeEach(() => {
  localStorage.clear();
  house = new House();
  line = { offline: false };
  house.place([squid]);
});

test("a payment goes from pending to paid on the bill that is watched", async () => {
  const store = new BillStore();
  const watch = follow(store);
  watch.start();
  await until(() => store.bill.value?.dueAmount?.amount === 88_200n);
  const page = paying();
  expect(await page.begin(88_200n, 8_800n, INR)).toBe(true);
  await until(() => store.ownPending.value?.id === page.paymentId.value);
  house.till.prepared(page.paymentId.value);
  await until(() => store.ownPending.value?.checkout !== undefined);
  house.till.say(page.paymentId.value, "paid");
  await until(() => store.find(page.paymentId.value)?.state === PaymentState.PAID);
  expect(store.bill.value?.dueAmount?.amount).toBe(0n);
  expect(store.bill.value?.tipAmount?.amount).toBe(8_800n);
  watch.pause();
});

test("after a lost connection the same payment is asked for again", async () => {
  line.offline = true;
  let waits = 0;
  const page = paying(() => {
    waits += 1;
    line.offline = waits < 3;
  });
  expect(await page.begin(10_000n, 0n, INR)).toBe(true);
  expect(waits).toBe(3);
  expect(house.till.payments.size).toBe(1);
});

test("a request without an answer is not forgotten over a reload, nor made twice", async () => {
  line.offline = true;
  const lost = paying();
  expect(await lost.begin(10_000n, 0n, INR)).toBe(false);
  expect(lost.state.value.kind).toBe("unanswered");
  line.offline = false;
  const reloaded = paying();
  await reloaded.resume();
  await reloaded.resume();
  await lost.begin(20_000n, 0n, INR);
  expect([...house.till.payments.values()].map(({ amount }) => amount?.amount)).toEqual([10_000n]);
});

test("after a reload the page goes on with the payment that was begun", async () => {
  const page = paying();
  await page.begin(10_000n, 0n, INR);
  expect(paying().paymentId.value).toBe(page.paymentId.value);
  page.done();
  expect(paying().paymentId.value).toBe("");
});

test("a refusal is an answer: the next payment is another one", async () => {
  const page = paying();
  await page.begin(99_900n, 0n, INR);
  const state = page.state.value;
  expect(state.kind === "refused" && state.failure.reason).toBe("AMOUNT_ABOVE_DUE");
  expect(await page.begin(88_200n, 0n, INR)).toBe(true);
  expect(house.till.payments.size).toBe(1);
});
