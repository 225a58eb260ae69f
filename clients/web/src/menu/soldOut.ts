import { millis } from "../format/time";
import type { Availability } from "../gen/here2order/catalog/v1/menu_pb";

/** What is out just now. */
export class SoldOutSet {
  readonly #keys: ReadonlySet<string>;

  constructor(keys: Iterable<string> = []) {
    this.#keys = new Set(keys);
  }

  static of(availability: Availability | undefined, nowMs = Date.now()): SoldOutSet {
    const out = (availability?.soldOut ?? []).filter(
      (entry) => (millis(entry.untilTime) ?? Number.POSITIVE_INFINITY) > nowMs,
    );
    return new SoldOutSet(
      out.map((entry) =>
        entry.itemId ? itemKey(entry.itemId) : optionKey(entry.modifierListId, entry.optionId),
      ),
    );
  }

  item(itemId: string): boolean {
    return this.#keys.has(itemKey(itemId));
  }

  option(listId: string, optionId: string): boolean {
    return this.#keys.has(optionKey(listId, optionId));
  }

  get size(): number {
    return this.#keys.size;
  }
}

const itemKey = (itemId: string) => `item ${itemId}`;
const optionKey = (listId: string, optionId: string) => `option ${listId} ${optionId}`;
