import { useVisit } from "../context";
import "./basket.css";
import { BasketRow } from "./BasketRow";
import { KitchenNote } from "./KitchenNote";
import { StaleNotice } from "./StaleNotice";
import { Sums } from "./Sums";

/** What is about to be ordered, line by line, with what it comes to. */
export function BasketView() {
  const { basket, quote, placing } = useVisit();
  const { lines } = basket.basket.value;
  const asked = quote.quote.value;
  const locked =
    placing.state.value.kind === "sending" || placing.state.value.kind === "unanswered";
  if (lines.length === 0) return <p class="basket__empty">Nothing chosen yet.</p>;
  return (
    <fieldset class="basket" disabled={locked}>
      <legend class="unseen">Your order</legend>
      {asked.kind === "stale" && <StaleNotice stale={asked.stale} />}
      <ul>
        {lines.map((line) => (
          <BasketRow
            key={line.key}
            line={line}
            changes={
              asked.kind === "stale"
                ? asked.stale.changes.filter((change) => change.lineKey === line.key)
                : []
            }
          />
        ))}
      </ul>
      <KitchenNote />
      <Sums />
    </fieldset>
  );
}
