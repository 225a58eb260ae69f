import { create } from "@bufbuild/protobuf";
import { LineRequestSchema } from "../src/gen/here2order/ordering/v1/order_pb";
import { startKitchen } from "../src/kitchen/start";
import { House } from "./house/house";
import { houseTransport } from "./house/transport";

// In the console: order("7", ["pepper-squid"]), line.offline = true …
const house = new House();
const line = { offline: false };

function order(table: string, itemIds: string[], agoMinutes = 0, note = ""): void {
  const lines = itemIds.map((itemId, i) =>
    create(LineRequestSchema, {
      key: `${itemId} ${i}`,
      itemId,
      quantity: 1 + (i % 2),
      note: i === 1 ? "no onion, please" : "",
      options:
        itemId === "pepper-squid" ? [{ modifierListId: "heat", optionId: "toddy-shop" }] : [],
    }),
  );
  house.place(lines, table, note, agoMinutes * 60_000);
}

order("3", ["pepper-squid", "banana-blossom-cutlets"], 12);
order("11", ["alleppey-fish-curry", "lentil-vada", "ada-pradhaman"], 8, "It is a birthday.");
order("7", ["chicken-ishtu"], 2);
Object.assign(globalThis, { house, line, order });
const root = document.getElementById("app");
const code = new URLSearchParams(location.search).get("code") ?? "";
if (root) startKitchen(root, code, () => houseTransport(house, line));
