import { BasketView } from "../basket/BasketView";
import { PlaceOrder } from "../basket/PlaceOrder";
import { useVisit } from "../context";
import { OrdersView } from "../orders/OrdersView";
import { BillButton } from "./BillButton";

/** Where there is room: the order and how far the others are, always in sight. */
export function Aside() {
  const { orders } = useVisit();
  return (
    <aside class="aside">
      <section aria-labelledby="aside-basket">
        <h2 class="heading" id="aside-basket">
          Your order
        </h2>
        <BasketView />
        <PlaceOrder />
      </section>
      {orders.orders.value.length > 0 && (
        <section aria-labelledby="aside-orders">
          <h2 class="heading" id="aside-orders">
            At your table
          </h2>
          <BillButton class="aside__bill" />
          <OrdersView />
        </section>
      )}
    </aside>
  );
}
