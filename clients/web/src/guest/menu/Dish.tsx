import { formatPrice } from "../../format/money";
import type { Item } from "../../gen/here2order/catalog/v1/menu_pb";
import { dietNames } from "../../menu/names";
import { useVisit } from "../context";
import { go } from "../route";
import "./dish.css";
import { DishPhoto } from "./DishPhoto";

/** A dish on the menu. All of it can be tapped; its name is the button. */
export function Dish({ item }: { item: Item }) {
  const { menu, basket } = useVisit();
  const out = menu.soldOut.value.item(item.id);
  const chosen = basket.lines.value
    .filter((line) => line.itemId === item.id)
    .reduce((sum, line) => sum + line.quantity, 0);
  return (
    <li class="dish" data-out={out}>
      <div class="dish__words">
        <h3 class="dish__name">
          <button type="button" onClick={() => go({ name: "item", itemId: item.id, lineKey: "" })}>
            {item.name}
          </button>
        </h3>
        {item.description && <p class="dish__description">{item.description}</p>}
        <p class="dish__facts">
          <span class="dish__price">{formatPrice(item.price)}</span>
          {out && <span class="dish__out">Sold out</span>}
          {chosen > 0 && <span class="dish__chosen">{chosen} in your order</span>}
          {dietNames(item.diets).map((name) => (
            <span class="dish__diet" key={name}>
              {name}
            </span>
          ))}
        </p>
      </div>
      <DishPhoto class="dish__photo" url={item.photoUrl} />
    </li>
  );
}
