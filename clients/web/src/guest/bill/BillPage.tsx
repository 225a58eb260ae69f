import { BillRounds } from "../../billing/BillRounds";
import { BillSums } from "../../billing/BillSums";
import { isSettled, minor } from "../../billing/sums";
import { formatMoney } from "../../format/money";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import { Icon } from "../../ui/Icon";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { close, go } from "../route";
import type { Billing } from "./billing";
import { Meter } from "./Meter";
import { PaymentList } from "./PaymentList";

/** What the table owes and why, and who has paid. */
export function BillPage({ billing }: { billing: Billing }) {
  const bill = billing.store.bill.value;
  if (!bill) return null;
  return (
    <Sheet label="Your bill" title="Your bill" onClose={close} footer={<Footer bill={bill} />}>
      <Headline bill={bill} />
      {bill.rounds.length > 0 && (
        <>
          <p class="bill__hint">Tap a dish to see why it costs what it costs.</p>
          <BillRounds bill={bill} />
          <BillSums bill={bill} />
        </>
      )}
      <PaymentList bill={bill} />
    </Sheet>
  );
}

function Headline({ bill }: { bill: Bill }) {
  const due = minor(bill.dueAmount);
  if (isSettled(bill)) {
    return (
      <div class="due due--paid">
        <p class="due__figure">
          <Icon name="check" /> Paid
        </p>
        <p>Everything on this table is paid. Thank you!</p>
      </div>
    );
  }
  if (minor(bill.totalAmount) === 0n) {
    return <p class="bill__empty">Nothing is on your bill yet.</p>;
  }
  return (
    <div class="due">
      <p class="due__figure">{due > 0n ? formatMoney(bill.dueAmount) : "Being paid"}</p>
      <p>
        {due > 0n
          ? `left to pay at table ${bill.tableName}`
          : "Somebody is paying the rest just now."}
      </p>
      <Meter bill={bill} />
    </div>
  );
}

function Footer({ bill }: { bill: Bill }) {
  const over = useVisit().session.over.value;
  const due = minor(bill.dueAmount);
  if (due === 0n) {
    return (
      <button type="button" class="button button--quiet place__button" onClick={close}>
        Back to the menu
      </button>
    );
  }
  if (over) return <p class="notice">This visit has ended. Please pay the staff.</p>;
  if (!bill.onlinePaymentsEnabled) {
    return <p class="notice">Please pay in cash: the staff will come with the bill.</p>;
  }
  return (
    <div class="place">
      <button
        type="button"
        class="button place__button"
        onClick={() => go({ name: "bill", pay: true })}
      >
        Pay here
      </button>
      <p class="bill__cash">Or in cash: tell the staff, and it shows here at once.</p>
    </div>
  );
}
