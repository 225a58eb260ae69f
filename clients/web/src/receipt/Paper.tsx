import { PaymentBadge, RefundBadge } from "../billing/Badge";
import { BillRounds } from "../billing/BillRounds";
import { BillSums } from "../billing/BillSums";
import { minor } from "../billing/sums";
import { methodWords } from "../billing/words";
import { formatMoney } from "../format/money";
import { dateAndTime, millis } from "../format/time";
import type { Payment, Refund } from "../gen/here2order/billing/v1/payment_pb";
import type { Receipt } from "../gen/here2order/billing/v1/receipt_service_pb";
import "../guest/basket/basket.css";

/** As on paper: who, where, when, what, and how it was paid. */
export function Paper({ receipt }: { receipt: Receipt }) {
  const { bill, payment } = receipt;
  const at = millis(receipt.paidTime);
  return (
    <main class="paper">
      <header class="paper__head">
        <h1 class="paper__name">{receipt.restaurantName}</h1>
        {receipt.addressLines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </header>
      <p class="paper__when">
        <span>Table {receipt.tableName}</span>
        <span>{at !== undefined && dateAndTime(at, receipt.timeZone)}</span>
      </p>
      {payment && <Paid payment={payment} />}
      {bill && (
        <section aria-labelledby="what">
          <h2 class="heading" id="what">
            What the table had
          </h2>
          <BillRounds bill={bill} />
          <BillSums bill={bill} />
        </section>
      )}
      <footer class="paper__foot">
        <a class="button" href={`/receipts/${receipt.receiptToken}`}>
          Download as PDF
        </a>
        <p>Business date {receipt.businessDate}</p>
      </footer>
    </main>
  );
}

function Paid({ payment }: { payment: Payment }) {
  const tip = minor(payment.tipAmount);
  return (
    <section class="paper__paid" aria-label="Payment">
      <p class="paper__sum">
        <span>{formatMoney(payment.totalAmount)}</span>
        <PaymentBadge state={payment.state} />
      </p>
      <dl class="sums">
        <Row name="For the bill" value={formatMoney(payment.amount)} />
        {tip > 0n && <Row name="Tip" value={formatMoney(payment.tipAmount)} />}
        {methodWords(payment) && <Row name="Paid by" value={methodWords(payment)} />}
        {minor(payment.tenderedAmount) > 0n && (
          <>
            <Row name="Given" value={formatMoney(payment.tenderedAmount)} />
            <Row name="Change" value={formatMoney(payment.changeAmount)} />
          </>
        )}
      </dl>
      {payment.refunds.map((refund) => (
        <Back key={refund.id} refund={refund} />
      ))}
    </section>
  );
}

function Back({ refund }: { refund: Refund }) {
  return (
    <div class="paper__back">
      <p>
        <b>{formatMoney(refund.amount)} back</b> <RefundBadge state={refund.state} />
      </p>
      <p>{refund.reason}</p>
      {refund.lines.length > 0 && (
        <p>
          {refund.lines.map(({ quantity, itemName }) => `${quantity} × ${itemName}`).join(", ")}
        </p>
      )}
    </div>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
