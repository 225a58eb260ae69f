import { formatPrice } from "../../format/money";
import type { LineChange } from "../../gen/here2order/ordering/v1/stale_menu_pb";
import { useVisit } from "../context";
import { go } from "../route";
import type { BasketLine } from "./lines";
import { isGone } from "./stale";

/** What the restaurant offers instead of something that is gone. */
export function Substitutes({ line, change }: { line: BasketLine; change: LineChange }) {
  const { menu, basket } = useVisit();
  if (!isGone(change)) return null;
  const items = change.substituteItemIds.flatMap((id) => menu.index.value?.items.get(id) ?? []);
  if (items.length === 0) return null;
  return (
    <div class="instead">
      <p>Perhaps instead:</p>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          class="button button--small button--quiet"
          onClick={() => {
            basket.remove(line.key);
            go({ name: "item", itemId: item.id, lineKey: "" });
          }}
        >
          {item.name} <span class="instead__price">{formatPrice(item.price)}</span>
        </button>
      ))}
    </div>
  );
}
