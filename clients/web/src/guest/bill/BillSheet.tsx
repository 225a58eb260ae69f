import { useEffect, useState } from "preact/hooks";
import { PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { Sheet } from "../../ui/Sheet";
import { useVisit } from "../context";
import { close } from "../route";
import type { Billing } from "./billing";
import "./bill.css";
import { BillPage } from "./BillPage";
import { CheckoutPage } from "./CheckoutPage";
import { OutcomePage } from "./OutcomePage";
import { PayPage } from "./PayPage";

/** The bill, or the payment that the guest is busy with. */
export function BillSheet({ pay }: { pay: boolean }) {
  const visit = useVisit();
  const [failed, setFailed] = useState(false);
  const billing = visit.billing.value;
  useEffect(() => {
    if (!billing) visit.loadBilling().catch(() => setFailed(true));
  }, [billing]);
  const bill = billing?.store.bill.value;
  if (!billing || !bill) {
    return (
      <Sheet label="Your bill" title="Your bill" onClose={close}>
        {failed ? <p class="notice notice--bad">The bill could not be loaded.</p> : <Ghost />}
      </Sheet>
    );
  }
  return <Page billing={billing} pay={pay} />;
}

function Page({ billing, pay }: { billing: Billing; pay: boolean }) {
  const current = billing.current.value;
  if (current?.state === PaymentState.PENDING) {
    return <CheckoutPage key={current.id} billing={billing} payment={current} />;
  }
  if (current) return <OutcomePage billing={billing} payment={current} />;
  return pay ? <PayPage billing={billing} /> : <BillPage billing={billing} />;
}

function Ghost() {
  return (
    <div class="ghost bill__ghost" role="status" aria-label="Adding up">
      <div class="ghost__title" />
      {[1, 2, 3, 4].map((line) => (
        <div class="ghost__line" key={line} />
      ))}
    </div>
  );
}
