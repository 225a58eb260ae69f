import { PaymentBadge } from "../../billing/Badge";
import { minor } from "../../billing/sums";
import { failureWords, methodWords, stepWords } from "../../billing/words";
import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import { type Payment, PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { useHouse } from "../context";

/** A payment in a line or two; opens. */
export function PaymentRow(props: { payment: Payment; onOpen(): void; withTable?: boolean }) {
  const { payment } = props;
  const { timeZone } = useHouse();
  const at = clockTime(millis(payment.createTime) ?? 0, timeZone.value);
  const parts = [
    at,
    props.withTable && `Table ${payment.tableName}`,
    payment.guestName,
    methodWords(payment),
    minor(payment.tipAmount) > 0n && `tip ${formatMoney(payment.tipAmount)}`,
  ];
  return (
    <button type="button" class="line" onClick={props.onOpen}>
      <span class="line__figure">{formatMoney(payment.totalAmount)}</span>
      <PaymentBadge state={payment.state} />
      <span class="line__words">{parts.filter(Boolean).join(" · ")}</span>
      {news(payment) && <span class="line__news">{news(payment)}</span>}
    </button>
  );
}

/** What staff should know without opening it. */
function news(payment: Payment): string {
  if (payment.dispute) return `Disputed: ${payment.dispute.reason || payment.dispute.status}`;
  if (payment.state === PaymentState.PENDING) return stepWords(payment.step);
  if (payment.state === PaymentState.FAILED) return failureWords(payment.failure);
  return minor(payment.refundedAmount) > 0n ? `${formatMoney(payment.refundedAmount)} back` : "";
}
