import { Sheet } from "../../ui/Sheet";
import { close } from "../route";
import { OrdersView } from "./OrdersView";

/** How far everything has come, on a phone. */
export function OrdersSheet() {
  const footer = (
    <button type="button" class="button button--quiet place__button" onClick={close}>
      Order something else
    </button>
  );
  return (
    <Sheet label="Order status" title="At your table" onClose={close} footer={footer}>
      <OrdersView />
    </Sheet>
  );
}
