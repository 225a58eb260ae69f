import { useState } from "preact/hooks";
import { PaymentBadge, RefundBadge } from "../../billing/Badge";
import { minor, refundable, wasPaid } from "../../billing/sums";
import { failureWords, methodWords, stepWords } from "../../billing/words";
import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import {
  type Payment,
  PaymentState,
  type Refund,
} from "../../gen/here2order/billing/v1/payment_pb";
import { Sheet } from "../../ui/Sheet";
import { useHouse } from "../context";
import { useAction } from "../screens/useAction";
import { Books } from "./Books";
import { RefundPanel } from "./RefundPanel";
import "./payment.css";

/** One payment: where it stands, what went back, and where the money is. */
export function PaymentPanel({ payment, onClose }: { payment: Payment; onClose(): void }) {
  const [refunding, setRefunding] = useState(false);
  if (refunding) return <RefundPanel payment={payment} onClose={() => setRefunding(false)} />;
  const title = `${formatMoney(payment.totalAmount)}, table ${payment.tableName}`;
  const footer = <Actions payment={payment} onRefund={() => setRefunding(true)} />;
  return (
    <Sheet label="Payment" title={title} onClose={onClose} footer={footer}>
      <p class="payment__state">
        <PaymentBadge state={payment.state} /> {stateNote(payment)}
      </p>
      {payment.dispute && (
        <p class="notice notice--bad">
          The bank disputes {formatMoney(payment.dispute.amount)}: {payment.dispute.reason} (
          {payment.dispute.status})
        </p>
      )}
      <Facts payment={payment} />
      {payment.refunds.map((refund) => (
        <Back key={refund.id} refund={refund} />
      ))}
      <Books payment={payment} />
    </Sheet>
  );
}

function stateNote(payment: Payment): string {
  if (payment.state === PaymentState.PENDING) return stepWords(payment.step);
  if (payment.state !== PaymentState.FAILED) return "";
  const { failure } = payment;
  return `${failureWords(failure)}${failure?.code ? ` (${failure.code})` : ""}`;
}

function Facts({ payment }: { payment: Payment }) {
  const { timeZone } = useHouse();
  const at = millis(payment.paidTime ?? payment.createTime) ?? 0;
  const facts = [
    ["For the bill", formatMoney(payment.amount)],
    ["Tip", minor(payment.tipAmount) > 0n ? formatMoney(payment.tipAmount) : ""],
    ["By", methodWords(payment)],
    ["Handed over", minor(payment.tenderedAmount) > 0n ? formatMoney(payment.tenderedAmount) : ""],
    ["Given back as change", payment.tenderedAmount ? formatMoney(payment.changeAmount) : ""],
    ["Guest", payment.guestName],
    ["At", clockTime(at, timeZone.value)],
    ["At Stripe", payment.stripePaymentIntentId],
  ] as const;
  return (
    <dl class="sums payment__facts">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Back({ refund }: { refund: Refund }) {
  return (
    <div class="payment__back">
      <p>
        <b>{formatMoney(refund.amount)} back</b> <RefundBadge state={refund.state} />
      </p>
      <p>
        {refund.reason}
        {refund.automatic && " (by the house's own rules)"}
        {refund.failureCode && ` · ${refund.failureCode}`}
      </p>
      {refund.lines.length > 0 && (
        <p>
          {refund.lines.map(({ quantity, itemName }) => `${quantity} × ${itemName}`).join(", ")}
        </p>
      )}
    </div>
  );
}

function Actions({ payment, onRefund }: { payment: Payment; onRefund(): void }) {
  const house = useHouse();
  const { busy, problem, run } = useAction();
  const left = wasPaid(payment) ? refundable(payment) : 0n;
  const pending = payment.state === PaymentState.PENDING;
  return (
    <div class="place">
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <div class="pair">
        {payment.receiptToken && (
          <a
            class="button button--quiet"
            href={`/receipt/${payment.receiptToken}`}
            target="_blank"
            rel="noopener"
          >
            Receipt
          </a>
        )}
        {left > 0n && house.mayRefund && (
          <button type="button" class="button" onClick={onRefund}>
            Give money back
          </button>
        )}
        {pending && (
          <button
            type="button"
            class="button button--quiet"
            disabled={busy}
            onClick={() => void run(() => house.cancel(payment))}
          >
            Call it off
          </button>
        )}
      </div>
      {left > 0n && !house.mayRefund && (
        <p class="payment__hint">Only an owner or a manager gives money back.</p>
      )}
    </div>
  );
}
