import { plural } from "../../format/fold";
import { formatAmount } from "../../format/money";
import { OrderState } from "../../gen/here2order/ordering/v1/order_pb";
import { linesAmount } from "../basket/lines";
import { useVisit } from "../context";
import { stateName } from "../orders/steps";
import { go } from "../route";
import { BillButton } from "./BillButton";

/** In reach of the thumb: what is chosen, and how far the last round has come. */
export function BottomBar() {
  const { basket, menu, orders, placing } = useVisit();
  const count = basket.count.value;
  const index = menu.index.value;
  const latest = orders.open.value.at(-1) ?? orders.orders.value.at(-1);
  const pending =
    placing.state.value.kind === "sending" || placing.state.value.kind === "unanswered";
  if (!latest && count === 0 && !pending) return null;
  return (
    <div class="bar">
      {latest && (
        <button
          type="button"
          class="bar__status"
          aria-label={`Order status: ${stateName(latest.state)}`}
          onClick={() => go({ name: "orders" })}
        >
          <span class="bar__dot" aria-hidden="true" data-state={OrderState[latest.state]} />
          {stateName(latest.state)}
        </button>
      )}
      {count === 0 && !pending && <BillButton class="bar__basket" />}
      {(count > 0 || pending) && index && (
        <button
          type="button"
          class="button bar__basket"
          aria-label={`View order, ${plural(count, "dish", "dishes")}`}
          onClick={() => go({ name: "basket" })}
        >
          <span class="bar__count">{count}</span>
          View order
          <span class="bar__sum">
            {formatAmount(linesAmount(basket.lines.value, index), index.currency, "menu")}
          </span>
        </button>
      )}
    </div>
  );
}
