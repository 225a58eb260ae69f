import type { ModifierList, Option } from "../../gen/here2order/catalog/v1/menu_pb";
import type { SoldOutSet } from "../../menu/soldOut";
import type { Choice } from "../basket/lines";

/** What is chosen in the sheet, by list and option: how many of it. */
export type Selection = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function maxQuantity(option: Option): number {
  return option.maxQuantity > 0 ? option.maxQuantity : 1;
}

/** At most one answer: shown as radio buttons. */
export function isSingle(list: ModifierList): boolean {
  return list.maxSelections === 1;
}

/** What the restaurant preselects and has. */
export function startingSelection(lists: readonly ModifierList[], soldOut: SoldOutSet): Selection {
  return new Map(
    lists.map((list) => {
      const begun = list.options.filter(
        (option) => option.preselected && !soldOut.option(list.id, option.id),
      );
      const allowed = list.maxSelections > 0 ? begun.slice(0, list.maxSelections) : begun;
      return [list.id, new Map(allowed.map((option) => [option.id, 1]))];
    }),
  );
}

/** What a line of the basket says, as far as the menu still has it. */
export function selectionOf(choices: readonly Choice[], lists: readonly ModifierList[]): Selection {
  return new Map(
    lists.map((list) => {
      const known = choices.filter(
        (choice) =>
          choice.listId === list.id && list.options.some((option) => option.id === choice.optionId),
      );
      return [list.id, new Map(known.map((choice) => [choice.optionId, choice.quantity]))];
    }),
  );
}

export function chosenIn(selection: Selection, list: ModifierList): number {
  let sum = 0;
  for (const quantity of selection.get(list.id)?.values() ?? []) sum += quantity;
  return sum;
}

export function quantityOf(selection: Selection, list: ModifierList, option: Option): number {
  return selection.get(list.id)?.get(option.id) ?? 0;
}

/** Sets how many of an option are taken; the answer of a single choice replaces the one before. */
export function choose(
  selection: Selection,
  list: ModifierList,
  option: Option,
  quantity: number,
): Selection {
  const before = isSingle(list) ? [] : (selection.get(list.id) ?? []);
  const chosen = new Map(before);
  if (quantity > 0) chosen.set(option.id, Math.min(quantity, maxQuantity(option)));
  else chosen.delete(option.id);
  return new Map(selection).set(list.id, chosen);
}

/** No more answers are allowed in the list. */
export function isFull(selection: Selection, list: ModifierList): boolean {
  return list.maxSelections > 0 && chosenIn(selection, list) >= list.maxSelections;
}

/** "Choose one", "Choose 2 or 3", "Up to 3, if you like". */
export function rule(list: ModifierList): string {
  const { minSelections: min, maxSelections: max } = list;
  if (min === 0) return max === 0 ? "As many as you like" : `Up to ${max}, if you like`;
  if (max === 0) return `Choose at least ${min}`;
  if (min === max) return min === 1 ? "Choose one" : `Choose ${min}`;
  return `Choose ${min} to ${max}`;
}

/** What is wrong with the answers to a question, in words; or an empty string. */
export function problem(selection: Selection, list: ModifierList): string {
  const chosen = chosenIn(selection, list);
  const missing = list.minSelections - chosen;
  if (missing > 0) {
    if (list.minSelections === 1) return `Please choose for “${list.name}”`;
    return `Please choose ${missing} more for “${list.name}”`;
  }
  if (list.maxSelections > 0 && chosen > list.maxSelections) {
    return `Please choose at most ${list.maxSelections} for “${list.name}”`;
  }
  return "";
}

/** As the basket keeps it, in the order of the questions and answers. */
export function choicesOf(selection: Selection, lists: readonly ModifierList[]): Choice[] {
  return lists.flatMap((list) =>
    list.options.flatMap((option) => {
      const quantity = quantityOf(selection, list, option);
      return quantity > 0 ? [{ listId: list.id, optionId: option.id, quantity }] : [];
    }),
  );
}
