import { create } from "@bufbuild/protobuf";
import { LineRequestSchema } from "../src/gen/here2order/ordering/v1/order_pb";
import { startGuest } from "../src/guest/start";
import { House } from "./house/house";
import { menu } from "./house/menu";
import { houseTransport } from "./house/transport";

// In the console: house.setSoldOut("pepper-squid", true), raisePrices(), line.offline = true …
const house = new House();
const line = { offline: false };
const wish = (itemId: string, quantity: number) =>
  create(LineRequestSchema, { key: `${itemId} ${house.orders.size}`, itemId, quantity });
/** Two rounds, the second by somebody else at the table. */
function eat(): void {
  house.place([wish("pepper-squid", 2), wish("alleppey-fish-curry", 1)], "4", "", 2_400_000);
  house.place([wish("ada-pradhaman", 3)], "4", "", 600_000, {
    guestName: "Meera Krishnamurthy-Venkataraman",
    guestId: "gst_2",
  });
}
if (location.search.includes("eaten")) eat();
Object.assign(globalThis, {
  eat,
  house,
  line,
  raisePrices: () => house.publish(menu(house.menu.version + 1n, 30)),
});
const root = document.getElementById("app");
if (root) startGuest(root, "table-code-4", () => houseTransport(house, line));
