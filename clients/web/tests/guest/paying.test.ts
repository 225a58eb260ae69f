import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { rounded } from "../../src/billing/sums";
import { type Bill, BillSchema } from "../../src/gen/here2order/billing/v1/bill_pb";
import {
  PaymentSchema,
  PaymentState,
  PaymentStep,
} from "../../src/gen/here2order/billing/v1/payment_pb";
import { equalShare, ownAmount, partAmount, problemOf } from "../../src/guest/bill/part";
import { cleanedAddress } from "../../src/guest/bill/returning";
import { isTipTooLarge, tipAmount } from "../../src/guest/bill/tip";
import { viewOf } from "../../src/guest/bill/useCheckout";
import { languageOf, prefixFor, toE164 } from "../../src/guest/contact/phone";
import { read, write } from "../../src/guest/routes";

const inr = (amount: bigint) => ({ currency: "INR", amount });
const RUPEE = 100n;

type Change = Exclude<MessageInitShape<typeof BillSchema>, Bill>;

function bill(change: Change = {}) {
  return create(BillSchema, {
    currency: "INR",
    totalAmount: inr(100_000n),
    dueAmount: inr(100_000n),
    onlineMinimumAmount: inr(5_000n),
    rounds: [
      { orderId: "mine", totalAmount: inr(30_049n) },
      { orderId: "hers", totalAmount: inr(69_951n) },
    ],
    ...change,
  });
}

const isOwn = (orderId: string) => orderId === "mine";

test("a tip is a share of the amount, in whole rupees where nobody pays paise", () => {
  expect(tipAmount({ kind: "percent", percent: 10 }, 123_700n, RUPEE)).toBe(12_400n);
  expect(tipAmount({ kind: "percent", percent: 10 }, 123_700n, 0n)).toBe(12_370n);
  expect(tipAmount({ kind: "percent", percent: 15 }, 333n, 1n)).toBe(50n);
  expect(tipAmount({ kind: "none" }, 123_700n, RUPEE)).toBe(0n);
});

test("a tip is never more than the amount, however it is rounded", () => {
  expect(tipAmount({ kind: "percent", percent: 15 }, 90n, 100n)).toBe(0n);
  expect(tipAmount({ kind: "percent", percent: 60 }, 90n, 100n)).toBe(54n);
  expect(isTipTooLarge(101n, 100n)).toBe(true);
  expect(isTipTooLarge(100n, 100n)).toBe(false);
});

test("half of a step rounds up", () => {
  expect([49n, 50n, 149n, 150n].map((amount) => rounded(amount, 100n))).toEqual([
    0n,
    100n,
    100n,
    200n,
  ]);
});

test("what I ordered is less what I have paid, and never more than is due", () => {
  expect(ownAmount(bill(), isOwn, RUPEE)).toBe(30_000n);
  const half = {
    payments: [{ own: true, state: PaymentState.PAID, amount: inr(10_000n) }],
    dueAmount: inr(90_000n),
  };
  expect(ownAmount(bill(half), isOwn, RUPEE)).toBe(20_000n);
  expect(ownAmount(bill({ dueAmount: inr(5_000n) }), isOwn, RUPEE)).toBe(5_000n);
  const failed = { payments: [{ own: true, state: PaymentState.FAILED, amount: inr(10_000n) }] };
  expect(ownAmount(bill(failed), isOwn, RUPEE)).toBe(30_000n);
});

test("equal shares always reach the whole, and the last one pays no more than what is left", () => {
  for (const people of [2, 3, 7, 20]) {
    let due = 100_000n;
    for (let i = 0; i < people; i += 1) {
      due -= equalShare(bill({ dueAmount: inr(due) }), people, RUPEE);
    }
    expect(due).toBe(0n);
  }
  expect(equalShare(bill(), 3, RUPEE)).toBe(33_400n);
});

test("an amount that cannot be paid says why", () => {
  expect(problemOf(undefined, bill())).toBe("missing");
  expect(problemOf(0n, bill())).toBe("missing");
  expect(problemOf(100_001n, bill())).toBe("above-due");
  expect(problemOf(4_999n, bill())).toBe("below-minimum");
  expect(problemOf(5_000n, bill())).toBe("none");
  expect(partAmount({ kind: "all" }, bill(), isOwn, RUPEE)).toBe(100_000n);
});

test("the server's word on a payment goes before the page's own", () => {
  const at = (step: PaymentStep) => create(PaymentSchema, { step });
  expect(viewOf(at(PaymentStep.PREPARING), false, "")).toBe("loading");
  expect(viewOf(at(PaymentStep.AWAITING_GUEST), false, "")).toBe("loading");
  expect(viewOf(at(PaymentStep.AWAITING_GUEST), true, "")).toBe("form");
  expect(viewOf(at(PaymentStep.AWAITING_APPROVAL), true, "confirming")).toBe("confirming");
  expect(viewOf(at(PaymentStep.AWAITING_APPROVAL), true, "")).toBe("approval");
  expect(viewOf(at(PaymentStep.AWAITING_GUEST), true, "confirmed")).toBe("processing");
  expect(viewOf(at(PaymentStep.PROCESSING), true, "confirming")).toBe("processing");
});

test("a guest who comes back from a bank's page stands before the bill, with a clean address", () => {
  const back =
    "https://x.test/t/aB3d?payment_intent=pi_1&payment_intent_client_secret=s&redirect_status=failed#bill";
  expect(cleanedAddress(back)).toBe("/t/aB3d#bill");
  expect(cleanedAddress("https://x.test/t/aB3d?payment_intent=pi_1&x=1")).toBe("/t/aB3d?x=1#bill");
  expect(cleanedAddress("https://x.test/t/aB3d#basket")).toBeUndefined();
});

test("the address says whether it is the bill or paying it", () => {
  expect(read("#bill")).toEqual({ name: "bill", pay: false });
  expect(read(write({ name: "bill", pay: true }))).toEqual({ name: "bill", pay: true });
});

test("a number is understood as people write it", () => {
  expect(toE164("98765 43210", "+91")).toBe("+919876543210");
  expect(toE164("098765-43210", "+91")).toBe("+919876543210");
  expect(toE164("+351 912 345 678", "+91")).toBe("+351912345678");
  expect(toE164("00351 912 345 678", "")).toBe("+351912345678");
  expect(toE164("912 345 678", prefixFor("EUR"))).toBeUndefined();
  expect(toE164("12345", "+91")).toBe("+9112345");
  expect(toE164("call me", "+91")).toBeUndefined();
});

test("the language is the guest's first that is spoken here", () => {
  expect(languageOf(["ta-IN", "ml-IN", "en"])).toBe("ml");
  expect(languageOf(["pt"])).toBe("en");
});
