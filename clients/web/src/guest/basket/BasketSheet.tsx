import { Sheet } from "../../ui/Sheet";
import { close } from "../route";
import { BasketView } from "./BasketView";
import { PlaceOrder } from "./PlaceOrder";

/** The basket on a phone. */
export function BasketSheet() {
  return (
    <Sheet label="Your order" title="Your order" onClose={close} footer={<PlaceOrder />}>
      <BasketView />
    </Sheet>
  );
}
