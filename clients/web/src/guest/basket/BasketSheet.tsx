import { Sheet } from "../../ui/Sheet";
import { close } from "../route";
import { BasketView } from "./BasketView";
import { PlaceOrder } from "./PlaceOrder";

/** The basket on a phone. */
export function BasketSheet() {
  return (
    <Sheet label="Your order" onClose={close} footer={<PlaceOrder />}>
      <h2 class="heading" tabIndex={-1} data-focus>
        Your order
      </h2>
      <BasketView />
    </Sheet>
  );
}
