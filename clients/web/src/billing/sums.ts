import type { Bill } from "../gen/here2order/billing/v1/bill_pb";
import { type Payment, PaymentState } from "../gen/here2order/billing/v1/payment_pb";
import type { Money } from "../gen/here2order/common/v1/money_pb";

/** The minor units of an amount; nothing is 0. */
export function minor(money: Money | undefined): bigint {
  return money?.amount ?? 0n;
}

/** Rounded half up to multiples of `step` minor units; 0 and 1 round nothing. */
export function rounded(amount: bigint, step: bigint): bigint {
  return step > 1n ? ((amount + step / 2n) / step) * step : amount;
}

/** What of a payment can still go back: the amount and the tip, less what went or is going. */
export function refundable(payment: Payment): bigint {
  return minor(payment.totalAmount) - minor(payment.refundedAmount);
}

/** Money was taken, whatever went back since. */
export function wasPaid(payment: Payment): boolean {
  const { state } = payment;
  return (
    state === PaymentState.PAID ||
    state === PaymentState.PARTIALLY_REFUNDED ||
    state === PaymentState.REFUNDED
  );
}

/** Nothing is owed any more, and nobody is paying: what was given back is not owed either. */
export function isSettled(bill: Bill): boolean {
  const open = minor(bill.dueAmount) + minor(bill.pendingAmount);
  return minor(bill.totalAmount) > 0n && open === 0n;
}
