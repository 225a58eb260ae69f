import { PaymentBadge } from "../../billing/Badge";
import { minor, wasPaid } from "../../billing/sums";
import { methodWords } from "../../billing/words";
import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import { type Payment, PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { useVisit } from "../context";

/** Who of the party has paid; of failed attempts a guest sees only the own ones. */
export function PaymentList({ bill }: { bill: Bill }) {
  const shown = bill.payments.filter(({ own, state }) => own || state !== PaymentState.FAILED);
  if (shown.length === 0) return null;
  return (
    <section class="payments" aria-labelledby="payments-heading">
      <h3 class="payments__heading" id="payments-heading">
        Payments
      </h3>
      <ul>
        {shown.map((payment) => (
          <Row key={payment.id} payment={payment} />
        ))}
      </ul>
    </section>
  );
}

function Row({ payment }: { payment: Payment }) {
  const { timeZone } = useVisit();
  const at = millis(payment.paidTime ?? payment.createTime) ?? 0;
  const who = payment.own ? "You" : payment.guestName || "Someone at your table";
  const how = methodWords(payment);
  return (
    <li class="paid">
      <p class="paid__who">
        <b>{who}</b>
        <span class="figure">{formatMoney(payment.amount)}</span>
      </p>
      <p class="paid__how">
        <span>
          {clockTime(at, timeZone.value)}
          {how && ` · ${how}`}
          {minor(payment.tipAmount) > 0n && ` · tip ${formatMoney(payment.tipAmount)}`}
        </span>
        <PaymentBadge state={payment.state} />
      </p>
      {minor(payment.refundedAmount) > 0n && (
        <p class="paid__how">{formatMoney(payment.refundedAmount)} went back.</p>
      )}
      {payment.own && wasPaid(payment) && payment.receiptToken && (
        <a class="link" href={`/receipt/${payment.receiptToken}`} target="_blank" rel="noopener">
          Receipt
        </a>
      )}
    </li>
  );
}
