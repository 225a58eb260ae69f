import { computed, signal } from "@preact/signals";
import { fold, matchesWords } from "../../format/fold";
import type { Allergen, Diet, Item } from "../../gen/here2order/catalog/v1/menu_pb";
import type { MenuIndex } from "../../menu/menuIndex";
import { load, save } from "../../storage/local";

/** What a guest eats: kept for the next visit too, wherever it is. */
export interface Wishes {
  diets: Diet[];
  /** Must not be in it. */
  without: Allergen[];
}

const KEY = "wishes";
const NONE: Wishes = { diets: [], without: [] };

/** What part of the menu is shown. */
export class FilterStore {
  readonly query = signal("");
  readonly wishes = signal<Wishes>(load<Wishes>(KEY) ?? NONE);
  readonly count = computed(
    () => this.wishes.value.diets.length + this.wishes.value.without.length,
  );
  readonly active = computed(() => this.count.value > 0 || fold(this.query.value) !== "");

  toggleDiet(diet: Diet): void {
    this.#set({ ...this.wishes.value, diets: toggled(this.wishes.value.diets, diet) });
  }

  toggleAllergen(allergen: Allergen): void {
    this.#set({ ...this.wishes.value, without: toggled(this.wishes.value.without, allergen) });
  }

  clear(): void {
    this.query.value = "";
    this.#set(NONE);
  }

  #set(wishes: Wishes): void {
    this.wishes.value = wishes;
    save(KEY, wishes);
  }
}

function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((v) => v !== value) : [...values, value];
}

/** The categories with the items that fit; empty categories are left out. */
export function filterMenu(
  index: MenuIndex,
  query: string,
  wishes: Wishes,
): MenuIndex["categories"] {
  const words = fold(query);
  const fits = (item: Item) =>
    wishes.diets.every((diet) => item.diets.includes(diet)) &&
    !wishes.without.some((allergen) => item.allergens.includes(allergen)) &&
    (words === "" || matchesWords(index.texts.get(item.id) ?? "", words));
  return index.categories
    .map(({ category, items }) => ({ category, items: items.filter(fits) }))
    .filter(({ items }) => items.length > 0);
}
