import { ContactCard } from "../contact/lazy";
import { useVisit } from "../context";
import { OrderCard } from "./OrderCard";
import "./orders.css";

/** Every round of the visit, the newest first. */
export function OrdersView() {
  const model = useVisit();
  const all = model.orders.orders.value;
  const canChoose = all.length > 0 && !model.session.over.value;
  return (
    <>
      {canChoose && <ContactCard />}
      <ol class="orders" reversed>
        {all
          .map((order, i) => (
            <OrderCard key={order.id} order={order} round={i + 1} by={model.placedBy(order)} />
          ))
          .reverse()}
      </ol>
    </>
  );
}
