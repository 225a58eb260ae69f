import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { isSettled } from "../../src/billing/sums";
import { BillSchema } from "../../src/gen/here2order/billing/v1/bill_pb";

const inr = (amount: bigint) => ({ currency: "INR", amount });

test("a bill is settled when nothing of it is owed, also when a dish was given back", () => {
  const returned = create(BillSchema, { totalAmount: inr(630n), returnedAmount: inr(630n) });
  const partly = create(BillSchema, {
    totalAmount: inr(630n),
    returnedAmount: inr(330n),
    paidAmount: inr(300n),
  });
  expect([returned, partly].map(isSettled)).toEqual([true, true]);
});

test("a bill is not settled while somebody owes or pays, nor when there is nothing on it", () => {
  const total = { totalAmount: inr(630n) };
  const owed = create(BillSchema, { ...total, dueAmount: inr(1n), paidAmount: inr(629n) });
  const paying = create(BillSchema, { ...total, pendingAmount: inr(630n) });
  expect([owed, paying, create(BillSchema, {})].map(isSettled)).toEqual([false, false, false]);
});
