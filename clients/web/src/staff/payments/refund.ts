import { minor, refundable } from "../../billing/sums";
import type { Bill, BillLine } from "../../gen/here2order/billing/v1/bill_pb";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";

/** What is to go back. */
export type Wish =
  | { kind: "all" }
  | { kind: "amount"; amount: bigint | undefined }
  /** How many of each line, by order and line. */
  | { kind: "lines"; counts: ReadonlyMap<string, number> };

export const lineId = (line: BillLine) => `${line.orderId}/${line.lineKey}`;

export function linesOf(bill: Bill): BillLine[] {
  return bill.rounds.flatMap(({ lines }) => lines);
}

/** How many of a line were not refunded yet. */
export function leftOf(line: BillLine): number {
  return line.quantity - line.refundedQuantity;
}

/** What the chosen dishes came to, as guests paid for them. The server reckons it again. */
export function linesAmount(bill: Bill, counts: ReadonlyMap<string, number>): bigint {
  return linesOf(bill).reduce((sum, line) => {
    const count = BigInt(counts.get(lineId(line)) ?? 0);
    return sum + (minor(line.shareAmount) * count) / BigInt(line.quantity);
  }, 0n);
}

/** How much would go back; undefined if that is not decided, or more than there is. */
export function wishAmount(wish: Wish, payment: Payment, bill: Bill): bigint | undefined {
  const left = refundable(payment);
  const amount = reckon(wish, left, bill);
  return amount !== undefined && amount > 0n && amount <= left ? amount : undefined;
}

function reckon(wish: Wish, left: bigint, bill: Bill): bigint | undefined {
  if (wish.kind === "all") return left;
  return wish.kind === "amount" ? wish.amount : linesAmount(bill, wish.counts);
}
