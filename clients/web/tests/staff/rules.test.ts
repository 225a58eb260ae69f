import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { refundable } from "../../src/billing/sums";
import { BillSchema, BillState } from "../../src/gen/here2order/billing/v1/bill_pb";
import { PaymentSchema } from "../../src/gen/here2order/billing/v1/payment_pb";
import { MessageState } from "../../src/gen/here2order/notifications/v1/message_pb";
import { VisitSchema } from "../../src/gen/here2order/ordering/v1/visit_pb";
import { changeOf, likelyNotes } from "../../src/staff/floor/cash";
import { byTable, floorSums, isClear } from "../../src/staff/floor/tables";
import { canResend } from "../../src/staff/messages/words";
import { linesAmount, wishAmount } from "../../src/staff/payments/refund";
import { refundRequest } from "../../src/staff/payments/request";

const inr = (amount: bigint) => ({ currency: "INR", amount });

const payment = create(PaymentSchema, {
  id: "pay_1",
  amount: inr(50_000n),
  totalAmount: inr(55_000n),
  refundedAmount: inr(15_000n),
  version: 7n,
});
const bill = create(BillSchema, {
  rounds: [
    {
      lines: [
        { orderId: "ord_1", lineKey: "a/b", quantity: 3, shareAmount: inr(30_000n) },
        { orderId: "ord_1", lineKey: "c", quantity: 1, shareAmount: inr(90_000n) },
      ],
    },
  ],
});

test("the notes that a guest may hand over begin with the exact sum", () => {
  expect(likelyNotes(84_900n, "INR")).toEqual([84_900n, 85_000n, 90_000n, 100_000n, 200_000n]);
  expect(likelyNotes(100_000n, "INR")[0]).toBe(100_000n);
  expect(likelyNotes(1_234n, "JPY")).toEqual([1_234n, 1_240n, 1_250n, 1_300n, 1_400n]);
  expect(likelyNotes(0n, "INR")).toEqual([]);
});

test("there is change only for what is enough", () => {
  expect(changeOf(84_900n, 100_000n)).toBe(15_100n);
  expect(changeOf(84_900n, 84_900n)).toBe(0n);
  expect(changeOf(84_900n, 84_800n)).toBeUndefined();
  expect(changeOf(undefined, 84_800n)).toBeUndefined();
});

test("no more can go back than is left of a payment", () => {
  expect(refundable(payment)).toBe(40_000n);
  expect(wishAmount({ kind: "all" }, payment, bill)).toBe(40_000n);
  expect(wishAmount({ kind: "amount", amount: 40_001n }, payment, bill)).toBeUndefined();
  expect(wishAmount({ kind: "amount", amount: undefined }, payment, bill)).toBeUndefined();
  expect(wishAmount({ kind: "lines", counts: new Map() }, payment, bill)).toBeUndefined();
  const dear = new Map([["ord_1/c", 1]]);
  expect(wishAmount({ kind: "lines", counts: dear }, payment, bill)).toBeUndefined();
});

test("dishes go back at what guests paid for them, and are named as the contract wants", () => {
  const counts = new Map([
    ["ord_1/a/b", 2],
    ["ord_1/c", 0],
  ]);
  expect(linesAmount(bill, counts)).toBe(20_000n);
  const request = refundRequest(payment, { kind: "lines", counts }, 20_000n, "cold", "uuid");
  expect(request.expectedVersion).toBe(7n);
  expect(request.what.case === "lines" && request.what.value.lines).toMatchObject([
    { orderId: "ord_1", lineKey: "a/b", quantity: 2 },
  ]);
});

test("table 2 stands before table 10", () => {
  const visits = ["10", "2", "Terrace 1"].map((tableName) => create(VisitSchema, { tableName }));
  expect(byTable(visits).map(({ tableName }) => tableName)).toEqual(["2", "10", "Terrace 1"]);
});

test("the floor adds up what is due, and counts who is paying", () => {
  const bills = [
    create(BillSchema, { dueAmount: inr(100n), pendingAmount: inr(50n) }),
    create(BillSchema, { dueAmount: inr(900n) }),
  ];
  expect(floorSums(bills)).toEqual({ due: 1_000n, paying: 1 });
});

test("only a table that owes nothing is closed without a word", () => {
  const of = (state: BillState) => isClear(create(BillSchema, { state }));
  expect([of(BillState.PAID), of(BillState.EMPTY)]).toEqual([true, true]);
  expect([of(BillState.PENDING), of(BillState.PARTLY_PAID), isClear(undefined)]).toEqual([
    false,
    false,
    false,
  ]);
});

test("what arrived is not sent again", () => {
  expect(canResend(MessageState.FAILED)).toBe(true);
  expect(canResend(MessageState.DELIVERED)).toBe(false);
  expect(canResend(MessageState.OPTED_OUT)).toBe(false);
});
