import { useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";
import { minor } from "../../billing/sums";
import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import { type Payment, PaymentStep } from "../../gen/here2order/billing/v1/payment_pb";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { close } from "../route";
import type { Billing } from "./billing";
import { type CheckoutView, useCheckout } from "./useCheckout";

/** Stripe asks the guest for the money; what becomes of it comes with the bill. */
export function CheckoutPage({ billing, payment }: { billing: Billing; payment: Payment }) {
  const checkout = useCheckout(payment);
  return (
    <Sheet
      label="Pay"
      title="Pay"
      beneath
      onClose={close}
      footer={<Footer {...{ billing, payment, checkout }} />}
    >
      <Amount payment={payment} />
      <div class="stripe" ref={checkout.place} data-shown={checkout.view === "form"} />
      <Waiting payment={payment} view={checkout.view} />
      {checkout.problem && (
        <p class="notice notice--bad" role="alert">
          {checkout.problem}
        </p>
      )}
    </Sheet>
  );
}

function Amount({ payment }: { payment: Payment }) {
  const tip = minor(payment.tipAmount) > 0n;
  return (
    <div class="due">
      <p class="due__figure">{formatMoney(payment.totalAmount)}</p>
      {tip && (
        <p>
          {formatMoney(payment.amount)} and {formatMoney(payment.tipAmount)} tip
        </p>
      )}
    </div>
  );
}

const WAITS: Record<Exclude<CheckoutView, "form">, string> = {
  loading: "Opening the payment…",
  approval: "Waiting for your approval. Open your bank's app, or go on here.",
  confirming: "One moment: your bank is being asked…",
  processing: "Your bank has it. This changes to Paid by itself; you may close this.",
};

function Waiting({ payment, view }: { payment: Payment; view: CheckoutView }) {
  const { timeZone } = useVisit();
  const until = millis(payment.expireTime);
  return (
    <div role="status">
      {view !== "form" && (
        <p class="pending">
          <span class="pending__dot" aria-hidden="true" />
          {WAITS[view]}
        </p>
      )}
      {until !== undefined && view !== "processing" && (
        <p class="bill__hint">Open until {clockTime(until, timeZone.value)}.</p>
      )}
    </div>
  );
}

function Footer(props: {
  billing: Billing;
  payment: Payment;
  checkout: ReturnType<typeof useCheckout>;
}) {
  const { billing, payment, checkout } = props;
  const [problem, setProblem] = useState("");
  const cancel = () => {
    billing.paying.cancel(payment).then(
      () => setProblem(""),
      (error) => setProblem(words(failureOf(error))),
    );
  };
  const busy = checkout.view === "confirming" || checkout.view === "processing";
  return (
    <div class="place">
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      {checkout.view === "approval" ? (
        <button type="button" class="button place__button" onClick={checkout.goOn}>
          Go on with the approval
        </button>
      ) : (
        <button
          type="button"
          class="button place__button"
          disabled={checkout.view !== "form"}
          onClick={checkout.confirm}
        >
          {busy ? "Paying…" : `Pay ${formatMoney(payment.totalAmount)}`}
        </button>
      )}
      {payment.step !== PaymentStep.PROCESSING && !busy && (
        <button type="button" class="link link--centre" onClick={cancel}>
          Call this payment off
        </button>
      )}
    </div>
  );
}
