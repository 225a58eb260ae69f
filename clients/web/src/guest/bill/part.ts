import { minor, rounded, wasPaid } from "../../billing/sums";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";

/** How much of the bill a guest wants to pay. */
export type Part =
  | { kind: "all" }
  /** What this phone has ordered. */
  | { kind: "mine" }
  | { kind: "equal"; people: number }
  /** As typed, in minor units; undefined if it is no amount. */
  | { kind: "other"; amount: bigint | undefined };

export const MOST_PEOPLE = 20;

/** What the phone has ordered and not paid yet, and never more than is due. */
export function ownAmount(bill: Bill, isOwn: (orderId: string) => boolean, step: bigint): bigint {
  const ordered = bill.rounds
    .filter((round) => isOwn(round.orderId))
    .reduce((sum, round) => sum + minor(round.totalAmount), 0n);
  const paid = bill.payments
    .filter((payment) => payment.own && wasPaid(payment))
    .reduce((sum, payment) => sum + minor(payment.amount), 0n);
  return within(rounded(ordered, step) - paid, bill);
}

/** One of so many equal shares of the whole bill, rounded up: the last one pays what is left. */
export function equalShare(bill: Bill, people: number, step: bigint): bigint {
  const unit = BigInt(people) * (step > 1n ? step : 1n);
  const share = ((minor(bill.totalAmount) + unit - 1n) / unit) * (step > 1n ? step : 1n);
  return within(share, bill);
}

/** What a guest pays for the bill, tip apart; undefined if it is not decided. */
export function partAmount(
  part: Part,
  bill: Bill,
  isOwn: (orderId: string) => boolean,
  step: bigint,
): bigint | undefined {
  switch (part.kind) {
    case "all":
      return minor(bill.dueAmount);
    case "mine":
      return ownAmount(bill, isOwn, step);
    case "equal":
      return equalShare(bill, part.people, step);
    case "other":
      return part.amount;
  }
}

/** What stands against paying this amount online. */
export type Problem = "none" | "missing" | "above-due" | "below-minimum";

export function problemOf(amount: bigint | undefined, bill: Bill): Problem {
  if (amount === undefined || amount <= 0n) return "missing";
  if (amount > minor(bill.dueAmount)) return "above-due";
  return amount < minor(bill.onlineMinimumAmount) ? "below-minimum" : "none";
}

function within(amount: bigint, bill: Bill): bigint {
  const due = minor(bill.dueAmount);
  if (amount > due) return due;
  return amount > 0n ? amount : 0n;
}
