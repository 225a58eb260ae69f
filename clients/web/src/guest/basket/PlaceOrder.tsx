import { words } from "../../api/words";
import { clockTime, millis } from "../../format/time";
import { useVisit } from "../context";
import { needsChoice } from "./stale";

/** The button, and what became of pressing it. */
export function PlaceOrder() {
  const { basket, menu, quote, placing, restaurant, timeZone, clock } = useVisit();
  const { lines } = basket.basket.value;
  const index = menu.index.value;
  const state = placing.state.value;
  if (lines.length === 0 && state.kind === "idle") return null;
  const undecided = index !== undefined && lines.some((line) => needsChoice(line, index));
  const stale = quote.quote.value.kind === "stale";
  const pausedUntil = millis(restaurant.value?.pausedUntilTime) ?? 0;
  const paused = pausedUntil > clock.now.value;
  const sending = state.kind === "sending";
  const blocked = sending || ((stale || undecided || paused) && state.kind !== "unanswered");
  return (
    <div class="place">
      <div role="status">
        {paused && (
          <p class="notice">
            The kitchen takes no orders until {clockTime(pausedUntil, timeZone.value)}.
          </p>
        )}
        {state.kind === "refused" && !stale && (
          <p class="notice notice--bad">{words(state.failure)}</p>
        )}
        {sending && state.tries > 1 && (
          <p class="notice">The connection is poor. Still sending; it will not be ordered twice.</p>
        )}
        {state.kind === "unanswered" && (
          <p class="notice">
            No answer yet, so we do not know whether it arrived. Try again: it will not be ordered
            twice.
          </p>
        )}
      </div>
      <button
        type="button"
        class="button place__button"
        disabled={blocked}
        onClick={() => void placing.place(basket.basket.value)}
      >
        {label(state.kind)}
      </button>
    </div>
  );
}

function label(state: string): string {
  if (state === "sending") return "Sending…";
  return state === "unanswered" ? "Try again" : "Place order";
}
