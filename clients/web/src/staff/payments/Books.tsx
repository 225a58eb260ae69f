import { formatMoney } from "../../format/money";
import { clockTime, millis } from "../../format/time";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";
import { useHouse } from "../context";

/** What happened, and where the money went, for whoever wants to know exactly. */
export function Books({ payment }: { payment: Payment }) {
  const { timeZone } = useHouse();
  const at = (time: Parameters<typeof millis>[0]) => clockTime(millis(time) ?? 0, timeZone.value);
  return (
    <>
      {payment.timeline.length > 0 && (
        <details class="books">
          <summary>What happened</summary>
          <dl class="trace">
            {payment.timeline.map((event, i) => (
              <div key={`${event.kind} ${i}`}>
                <dt>
                  {event.kind.replaceAll("_", " ")}
                  <small> {event.actor.split(":")[0]}</small>
                </dt>
                <dd>{at(event.time)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {payment.ledger.length > 0 && (
        <details class="books">
          <summary>Where the money is</summary>
          <dl class="trace">
            {payment.ledger.map((entry, i) => (
              <div key={`${entry.account} ${i}`}>
                <dt>
                  {entry.account.replaceAll("_", " ")}
                  <small> {entry.kind.replaceAll("_", " ")}</small>
                </dt>
                <dd>{formatMoney(entry.amount)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
