import { useState } from "preact/hooks";
import { wasPaid } from "../../billing/sums";
import { type Payment, PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { useHouse } from "../context";
import { Filter } from "../screens/Filter";
import { PaymentPanel } from "./PaymentPanel";
import { PaymentRow } from "./PaymentRow";

const SHOWN = {
  All: () => true,
  Pending: ({ state }: Payment) => state === PaymentState.PENDING,
  Paid: wasPaid,
  Failed: ({ state }: Payment) => state === PaymentState.FAILED,
  "With refund": ({ refunds }: Payment) => refunds.length > 0,
} as const;

type Shown = keyof typeof SHOWN;

/** The payments of the last day, live. */
export function PaymentsScreen() {
  const { payments } = useHouse();
  const [shown, setShown] = useState<Shown>("All");
  const [opened, setOpened] = useState("");
  const all = payments.items.value.filter(SHOWN[shown]);
  const payment = payments.items.value.find(({ id }) => id === opened);
  return (
    <main class="list">
      <Filter
        all={Object.keys(SHOWN) as Shown[]}
        chosen={shown}
        onChoose={(name) => setShown(name)}
      />
      {all.length === 0 && <p class="list__empty">No such payments in the last day.</p>}
      <ul class="rows">
        {all.map((one) => (
          <li key={one.id}>
            <PaymentRow payment={one} withTable onOpen={() => setOpened(one.id)} />
          </li>
        ))}
      </ul>
      {payment && <PaymentPanel payment={payment} onClose={() => setOpened("")} />}
    </main>
  );
}
