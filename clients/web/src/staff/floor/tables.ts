import { minor } from "../../billing/sums";
import { type Bill, BillState } from "../../gen/here2order/billing/v1/bill_pb";
import type { Visit } from "../../gen/here2order/ordering/v1/visit_pb";

/** Table 2 before table 10. */
export function byTable(visits: readonly Visit[]): Visit[] {
  const names = new Intl.Collator(undefined, { numeric: true });
  return [...visits].sort((a, b) => names.compare(a.tableName, b.tableName));
}

/** What all the tables still owe, and how many are paying just now. */
export function floorSums(bills: Iterable<Bill>): { due: bigint; paying: number } {
  let due = 0n;
  let paying = 0;
  for (const bill of bills) {
    due += minor(bill.dueAmount);
    if (minor(bill.pendingAmount) > 0n) paying += 1;
  }
  return { due, paying };
}

/** May be closed without a word: nothing is owed, and nothing is under way. */
export function isClear(bill: Bill | undefined): boolean {
  return bill?.state === BillState.EMPTY || bill?.state === BillState.PAID;
}
