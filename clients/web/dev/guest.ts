import { startGuest } from "../src/guest/start";
import { House } from "./house/house";
import { menu } from "./house/menu";
import { houseTransport } from "./house/transport";

// In the console: house.setSoldOut("pepper-squid", true), raisePrices(), line.offline = true …
const house = new House();
const line = { offline: false };
Object.assign(globalThis, {
  house,
  line,
  raisePrices: () => house.publish(menu(house.menu.version + 1n, 30)),
});
const root = document.getElementById("app");
if (root) startGuest(root, "table-code-4", () => houseTransport(house, line));
