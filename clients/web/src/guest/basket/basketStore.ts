import { computed, effect, type Signal, signal } from "@preact/signals";
import type { MenuStore } from "../../menu/menuStore";
import { load, save } from "../../storage/local";
import {
  addLine,
  type Basket,
  type BasketLine,
  countDishes,
  EMPTY_BASKET,
  removeLine,
  replaceLine,
  setQuantity,
} from "./lines";
import { isUntouched } from "./stale";

/** What the guest is about to order; kept in this browser for the visit. */
export class BasketStore {
  readonly basket: Signal<Basket>;
  readonly lines = computed(() => this.basket.value.lines);
  readonly count = computed(() => countDishes(this.lines.value));
  readonly #key: string;
  readonly #menu: MenuStore;

  constructor(visitId: string, menu: MenuStore) {
    this.#key = `basket.${visitId}`;
    this.#menu = menu;
    this.basket = signal(load<Basket>(this.#key) ?? EMPTY_BASKET);
    this.#followMenu();
  }

  add(line: BasketLine): void {
    this.#setLines(addLine(this.lines.value, line));
  }

  replace(line: BasketLine): void {
    this.#setLines(replaceLine(this.lines.value, line));
  }

  remove(key: string): void {
    this.#setLines(removeLine(this.lines.value, key));
  }

  setQuantity(key: string, quantity: number): void {
    this.#setLines(setQuantity(this.lines.value, key, quantity));
  }

  setNote(note: string): void {
    this.#set({ ...this.basket.value, note });
  }

  /** The guest has seen what changed, up to this version of the menu. */
  agreeTo(version: bigint, lines: BasketLine[]): void {
    this.#set({ ...this.basket.value, menuVersion: String(version), lines });
  }

  empty(): void {
    this.#set({ ...EMPTY_BASKET, menuVersion: this.#currentVersion() });
  }

  /** An empty basket agrees to any menu; a full one to a menu that leaves it as it is. */
  #followMenu(): void {
    let before = this.#menu.index.value;
    effect(() => {
      const after = this.#menu.index.value;
      const { menuVersion, lines } = this.basket.peek();
      if (after && menuVersion !== String(after.version)) {
        const agreed = before && String(before.version) === menuVersion ? before : undefined;
        const untouched = agreed && isUntouched(lines, agreed, after, this.#menu.soldOut.peek());
        if (lines.length === 0 || untouched) this.agreeTo(after.version, lines);
      }
      before = after;
    });
  }

  #setLines(lines: BasketLine[]): void {
    const wasEmpty = this.lines.value.length === 0;
    const menuVersion = wasEmpty ? this.#currentVersion() : this.basket.value.menuVersion;
    this.#set({ ...this.basket.value, lines, menuVersion });
  }

  #currentVersion(): string {
    return String(this.#menu.index.peek()?.version ?? 0n);
  }

  #set(basket: Basket): void {
    this.basket.value = basket;
    save(this.#key, basket);
  }
}
