import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { rounded, wasPaid } from "../../src/billing/sums";
import {
  type Bill,
  type BillLineSchema,
  type BillRoundSchema,
  BillSchema,
  BillState,
} from "../../src/gen/here2order/billing/v1/bill_pb";
import { type Payment, PaymentState } from "../../src/gen/here2order/billing/v1/payment_pb";
import { type Order, OrderState } from "../../src/gen/here2order/ordering/v1/order_pb";
import type { House } from "./house";

export const inr = (amount: bigint) => ({ currency: "INR", amount });

const total = <T>(all: readonly T[], of: (one: T) => bigint | undefined) =>
  all.reduce((sum, one) => sum + (of(one) ?? 0n), 0n);

/** What a visit owes and has paid, as the server would tell it to this guest. */
export function billOf(house: House, payments: readonly Payment[], visitId: string): Bill {
  const orders = [...house.orders.values()].filter(
    (order) => order.visitId === visitId && order.state <= OrderState.SERVED,
  );
  const exact = total(orders, (order) => order.totals?.totalAmount?.amount);
  const owed = rounded(exact, BigInt(house.restaurant.billRounding));
  const paid = total(payments.filter(wasPaid), (one) => kept(one));
  const pending = total(
    payments.filter(({ state }) => state === PaymentState.PENDING),
    (one) => one.amount?.amount,
  );
  const due = owed - paid - pending;
  return create(BillSchema, {
    restaurantId: house.restaurant.id,
    visitId,
    tableName: orders[0]?.tableName ?? "4",
    restaurantName: house.restaurant.name,
    currency: "INR",
    state: stateOf(owed, paid, pending),
    rounds: orders.map(roundOf),
    linesAmount: inr(total(orders, (order) => order.totals?.linesAmount?.amount)),
    taxes: [
      {
        taxId: "gst",
        name: "GST 5 %",
        ratePpm: 50_000,
        amount: inr(total(orders, (order) => order.totals?.taxes[0]?.amount?.amount)),
      },
    ],
    roundingAmount: inr(owed - exact),
    totalAmount: inr(owed),
    paidAmount: inr(paid),
    pendingAmount: inr(pending),
    dueAmount: inr(due > 0n ? due : 0n),
    overpaidAmount: inr(paid > owed ? paid - owed : 0n),
    tipAmount: inr(total(payments.filter(wasPaid), (one) => one.tipAmount?.amount)),
    onlineMinimumAmount: inr(5000n),
    onlinePaymentsEnabled: true,
    payments: [...payments],
  });
}

/** Of its amount, without the tip: refunds take from the amount first. */
function kept(payment: Payment): bigint {
  const left = (payment.amount?.amount ?? 0n) - (payment.refundedAmount?.amount ?? 0n);
  return left > 0n ? left : 0n;
}

function stateOf(owed: bigint, paid: bigint, pending: bigint): BillState {
  if (owed === 0n) return BillState.EMPTY;
  if (paid >= owed) return BillState.PAID;
  if (pending > 0n && paid + pending >= owed) return BillState.PENDING;
  return paid > 0n ? BillState.PARTLY_PAID : BillState.UNPAID;
}

function roundOf(order: Order): MessageInitShape<typeof BillRoundSchema> {
  return {
    orderId: order.id,
    number: order.number,
    state: order.state,
    guestName: order.guestName,
    lines: order.lines.map((line) => lineOf(order, line)),
    linesAmount: inr(order.totals?.linesAmount?.amount ?? 0n),
    taxAmount: inr(order.totals?.taxes[0]?.amount?.amount ?? 0n),
    totalAmount: inr(order.totals?.totalAmount?.amount ?? 0n),
  };
}

function lineOf(
  order: Order,
  line: Order["lines"][number],
): MessageInitShape<typeof BillLineSchema> {
  const amount = line.amount?.amount ?? 0n;
  const tax = (amount * 5n) / 100n;
  const unit = line.unitPrice?.amount ?? 0n;
  const options = line.options.map(({ name, quantity }) => ({
    kind: "option",
    text: `+ ${quantity > 1 ? `${quantity} × ` : ""}${name}`,
    amount: inr(0n),
  }));
  const many = { kind: "quantity", text: `× ${line.quantity}`, amount: inr(amount - unit) };
  return {
    orderId: order.id,
    lineKey: line.key,
    itemName: line.itemName,
    quantity: line.quantity,
    unitPrice: inr(unit),
    amount: inr(amount),
    taxAmount: inr(tax),
    shareAmount: inr(amount + tax),
    trace: [
      { kind: "base_price", text: line.itemName, amount: inr(unit) },
      ...options,
      ...(line.quantity > 1 ? [many] : []),
      { kind: "tax_added", text: `GST 5 % on ${Number(amount) / 100}`, amount: inr(tax) },
    ],
  };
}
