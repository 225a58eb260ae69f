import { wide } from "../../ui/wide";
import { BasketSheet } from "../basket/BasketSheet";
import { BillSheet } from "../bill/lazy";
import { useVisit } from "../context";
import { ItemSheet } from "../item/ItemSheet";
import { FilterSheet } from "../menu/FilterSheet";
import { OrdersSheet } from "../orders/OrdersSheet";
import { route } from "../route";

/** What lies over the menu, by the address. On a wide screen the order has its own place. */
export function Overlay() {
  const { menu } = useVisit();
  const at = route.value;
  if (at.name === "filters") return <FilterSheet />;
  if (at.name === "item") {
    const index = menu.index.value;
    const item = index?.items.get(at.itemId);
    if (!index || !item) return null;
    return (
      <ItemSheet key={`${item.id} ${at.lineKey}`} item={item} index={index} lineKey={at.lineKey} />
    );
  }
  if (at.name === "bill") return <BillSheet pay={at.pay} />;
  if (wide.value) return null;
  if (at.name === "basket") return <BasketSheet />;
  return at.name === "orders" ? <OrdersSheet /> : null;
}
