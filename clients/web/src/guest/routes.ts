/** What lies over the menu, and how the address says so. */
export type Route =
  | { name: "menu" }
  | { name: "item"; itemId: string; lineKey: string }
  | { name: "basket" }
  | { name: "orders" }
  /** The bill; `pay`: how much of it to pay. */
  | { name: "bill"; pay: boolean }
  | { name: "filters" };

/** Of the address's fragment; anything unknown is the menu. */
export function read(hash: string): Route {
  const [name, itemId = "", lineKey = ""] = hash.replace(/^#/, "").split("/").map(decode);
  if (name === "item" && itemId) return { name, itemId, lineKey };
  if (name === "bill") return { name, pay: itemId === "pay" };
  if (name === "basket" || name === "orders" || name === "filters") return { name };
  return { name: "menu" };
}

export function write(to: Route): string {
  if (to.name === "menu") return "";
  if (to.name === "bill") return to.pay ? "#bill/pay" : "#bill";
  if (to.name !== "item") return `#${to.name}`;
  const parts = [to.itemId, to.lineKey].filter((part) => part !== "").map(encodeURIComponent);
  return `#item/${parts.join("/")}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
