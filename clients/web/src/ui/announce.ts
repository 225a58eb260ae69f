import { signal } from "@preact/signals";

/** What a screen reader says next. Read by LiveRegion. */
export const announcement = signal("");

let turn = false;

/** Says something politely. The same words twice are said twice: a space makes them differ. */
export function announce(text: string): void {
  turn = !turn;
  announcement.value = turn ? text : `${text}\u00a0`;
}
