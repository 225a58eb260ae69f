import { minor } from "../../billing/sums";
import { formatMoney } from "../../format/money";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";

/** How far the bill is paid; nothing while nobody has paid. */
export function Meter({ bill }: { bill: Bill }) {
  const paid = minor(bill.paidAmount);
  const pending = minor(bill.pendingAmount);
  if (paid + pending === 0n) return null;
  const parts = [
    ["paid", paid],
    ["pending", pending],
    ["due", minor(bill.dueAmount)],
  ] as const;
  return (
    <>
      <div class="meter" aria-hidden="true">
        {parts.map(([name, amount]) => (
          <span key={name} data-part={name} style={{ flexGrow: Number(amount) }} />
        ))}
      </div>
      <p class="meter__words">
        {paid > 0n &&
          `${formatMoney(bill.paidAmount)} of ${formatMoney(bill.totalAmount)} is paid. `}
        {pending > 0n && `${formatMoney(bill.pendingAmount)} is being paid now.`}
      </p>
    </>
  );
}
