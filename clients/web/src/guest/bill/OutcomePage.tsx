import { isSettled, minor, wasPaid } from "../../billing/sums";
import { failureWords, methodWords } from "../../billing/words";
import { formatMoney } from "../../format/money";
import { FailureKind, type Payment } from "../../gen/here2order/billing/v1/payment_pb";
import { Icon } from "../../ui/Icon";
import { Sheet } from "../../ui/Sheet";
import { close, go } from "../route";
import type { Billing } from "./billing";

/** How a payment has ended. */
export function OutcomePage({ billing, payment }: { billing: Billing; payment: Payment }) {
  const leave = (pay: boolean) => {
    billing.paying.done();
    if (pay) go({ name: "bill", pay: true });
  };
  return wasPaid(payment) ? (
    <Paid {...{ billing, payment }} onDone={() => leave(false)} />
  ) : (
    <Failed payment={payment} onAgain={() => leave(true)} onDone={() => leave(false)} />
  );
}

function Paid(props: { billing: Billing; payment: Payment; onDone(): void }) {
  const { payment } = props;
  const bill = props.billing.store.bill.value;
  const settled = bill !== undefined && isSettled(bill);
  const footer = (
    <button type="button" class="button place__button" onClick={props.onDone}>
      {settled ? "Done" : "Back to the bill"}
    </button>
  );
  return (
    <Sheet label="Paid" title="Thank you!" onClose={close} footer={footer}>
      <div class="outcome">
        <span class="outcome__mark" data-good="true">
          <Icon name="check" />
        </span>
        <h3 class="outcome__words">Paid</h3>
        <p class="outcome__figure">{formatMoney(payment.totalAmount)}</p>
        <p class="bill__hint">
          {[methodWords(payment), tipWords(payment)].filter(Boolean).join(" · ")}
        </p>
        {payment.receiptToken && <ReceiptLinks token={payment.receiptToken} />}
        {bill && minor(bill.dueAmount) > 0n && (
          <p class="notice">{formatMoney(bill.dueAmount)} is still to be paid at your table.</p>
        )}
      </div>
    </Sheet>
  );
}

function tipWords(payment: Payment): string {
  return minor(payment.tipAmount) > 0n ? `with ${formatMoney(payment.tipAmount)} tip` : "";
}

/** The page, and the same on paper. */
function ReceiptLinks({ token }: { token: string }) {
  return (
    <p class="outcome__links">
      <a class="button button--quiet" href={`/receipt/${token}`} target="_blank" rel="noopener">
        <Icon name="receipt" /> Receipt
      </a>
      <a class="button button--quiet" href={`/receipts/${token}`} target="_blank" rel="noopener">
        PDF
      </a>
    </p>
  );
}

function Failed(props: { payment: Payment; onAgain(): void; onDone(): void }) {
  const { failure } = props.payment;
  const calledOff = failure?.kind === FailureKind.CANCELLED;
  const late = failure?.kind === FailureKind.TOO_LATE;
  const again = failure?.kind !== FailureKind.REFUSED;
  const footer = (
    <div class="place">
      {again && (
        <button type="button" class="button place__button" onClick={props.onAgain}>
          Try again
        </button>
      )}
      <button type="button" class="button button--quiet place__button" onClick={props.onDone}>
        Back to the bill
      </button>
    </div>
  );
  return (
    <Sheet label="Not paid" title="Not paid" onClose={close} footer={footer}>
      <div class="outcome">
        <span class="outcome__mark" data-good="false">
          <Icon name={calledOff ? "close" : "warning"} />
        </span>
        <h3 class="outcome__words">{calledOff ? "Called off" : "Payment failed"}</h3>
        <p class="outcome__reason">{failureWords(failure)}</p>
        {!late && <p class="bill__hint">No money was taken.</p>}
      </div>
    </Sheet>
  );
}
