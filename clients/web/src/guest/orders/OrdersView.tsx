import { useVisit } from "../context";
import { OrderCard } from "./OrderCard";
import "./orders.css";

/** Every round of the visit, the newest first. */
export function OrdersView() {
  const { orders, isMine, visit } = useVisit();
  const all = orders.orders.value;
  return (
    <ol class="orders" reversed>
      {all
        .map((order, i) => (
          <OrderCard
            key={order.id}
            order={order}
            round={i + 1}
            byOther={visit.guests.length > 1 && !isMine(order)}
          />
        ))
        .reverse()}
    </ol>
  );
}
