import { signal } from "@preact/signals";

const query = matchMedia("(min-width: 62rem)");

/** There is room for the menu and the order beside each other. */
export const wide = signal(query.matches);

query.addEventListener("change", () => {
  wide.value = query.matches;
});
