import { formatMoney } from "../format/money";
import type { Bill } from "../gen/here2order/billing/v1/bill_pb";
import type { Money } from "../gen/here2order/common/v1/money_pb";
import { minor } from "./sums";
import "./bill.css";

/** From the dishes to the total, and what of it is paid. */
export function BillSums({ bill }: { bill: Bill }) {
  return (
    <dl class="sums">
      <Sum name="Dishes" money={bill.linesAmount} />
      <Sum name="Service charge" money={bill.serviceChargeAmount} />
      {bill.taxes.map((tax) => (
        <Sum
          key={tax.taxId}
          name={bill.pricesIncludeTax ? `${tax.name}, included` : tax.name}
          money={tax.amount}
        />
      ))}
      <Sum name="Rounding" money={bill.roundingAmount} />
      <div class="sums__total">
        <dt>Total</dt>
        <dd>{formatMoney(bill.totalAmount)}</dd>
      </div>
      <Sum name="Refunded dishes, not owed" money={bill.returnedAmount} />
      <Sum name="Paid" money={bill.paidAmount} />
      <Sum name="Being paid now" money={bill.pendingAmount} />
      <Sum name="Paid too much, goes back" money={bill.overpaidAmount} />
    </dl>
  );
}

/** A line of its own, unless there is nothing to say. */
function Sum({ name, money }: { name: string; money: Money | undefined }) {
  if (minor(money) === 0n) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatMoney(money)}</dd>
    </div>
  );
}
