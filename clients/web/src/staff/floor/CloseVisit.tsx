import { useState } from "preact/hooks";
import { formatMoney } from "../../format/money";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import type { Visit } from "../../gen/here2order/ordering/v1/visit_pb";
import { useHouse } from "../context";
import { useAction } from "../screens/useAction";
import { isClear } from "./tables";

/** The party has left. Asked once more, in place, while money is missing. */
export function CloseVisit(props: { visit: Visit; bill: Bill | undefined; onClosed(): void }) {
  const { floor } = useHouse();
  const { visit, bill } = props;
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const close = async () => {
    const closed = await run(async () => {
      await floor.close(visit);
      return true;
    });
    if (closed) props.onClosed();
  };
  return (
    <div class="visit__close">
      {asking && (
        <p class="notice">
          {bill ? `${formatMoney(bill.dueAmount)} is not paid yet.` : "The bill is not known."}{" "}
          Close the table all the same?
        </p>
      )}
      {problem && (
        <p class="notice notice--bad" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        class="button button--small button--quiet"
        disabled={busy}
        onClick={() => (asking || isClear(bill) ? void close() : setAsking(true))}
      >
        {asking ? "Yes, close it" : "The party has left"}
      </button>
    </div>
  );
}
