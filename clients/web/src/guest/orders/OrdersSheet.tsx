import { Sheet } from "../../ui/Sheet";
import { close } from "../route";
import { BillButton } from "../screens/BillButton";
import { OrdersView } from "./OrdersView";

/** How far everything has come, on a phone. */
export function OrdersSheet() {
  const footer = (
    <div class="pair">
      <button type="button" class="button button--quiet" onClick={close}>
        Order more
      </button>
      <BillButton />
    </div>
  );
  return (
    <Sheet label="Order status" title="At your table" onClose={close} footer={footer}>
      <OrdersView />
    </Sheet>
  );
}
