import {
  LineChange_Kind as Kind,
  type LineChange,
  type StaleMenu,
} from "../../gen/here2order/ordering/v1/stale_menu_pb";
import { listsOf, type MenuIndex } from "../../menu/menuIndex";
import type { SoldOutSet } from "../../menu/soldOut";
import { problem, selectionOf } from "../item/selection";
import { type BasketLine, findOption, isOut, unitPrice } from "./lines";

/** What becomes of the lines when the guest accepts what changed on the menu. */
export function acceptChanges(lines: readonly BasketLine[], stale: StaleMenu): BasketLine[] {
  return lines.flatMap((line) => {
    const changes = stale.changes.filter((change) => change.lineKey === line.key);
    if (changes.some(isGone)) return [];
    const dropped = new Set(changes.map((change) => `${change.modifierListId} ${change.optionId}`));
    const choices = line.choices.filter(
      (choice) => !dropped.has(`${choice.listId} ${choice.optionId}`),
    );
    return [{ ...line, choices }];
  });
}

export function isGone(change: LineChange): boolean {
  return change.kind === Kind.ITEM_REMOVED || change.kind === Kind.ITEM_SOLD_OUT;
}

/** A question of the item has no right answer: the guest has to choose again. */
export function needsChoice(line: BasketLine, index: MenuIndex): boolean {
  const item = index.items.get(line.itemId);
  if (!item) return false;
  const lists = listsOf(item, index);
  const selection = selectionOf(line.choices, lists);
  return lists.some((list) => problem(selection, list) !== "");
}

/**
 * A new publication leaves these lines as they were: same prices, everything still to be had. Then
 * the guest need not be asked anything.
 */
export function isUntouched(
  lines: readonly BasketLine[],
  before: MenuIndex,
  after: MenuIndex,
  soldOut: SoldOutSet,
): boolean {
  return lines.every(
    (line) =>
      unitPrice(line, after) !== undefined &&
      unitPrice(line, before) === unitPrice(line, after) &&
      !isOut(line, soldOut) &&
      !needsChoice(line, after),
  );
}

/** One change in words: "Sold out", "Now €9.50 instead of €9.00". */
export function changeWords(
  change: LineChange,
  index: MenuIndex,
  money: (change: "old" | "new") => string,
): string {
  const choice = { listId: change.modifierListId, optionId: change.optionId, quantity: 1 };
  const option = findOption(index, choice)?.name;
  switch (change.kind) {
    case Kind.ITEM_REMOVED:
      return "No longer on the menu";
    case Kind.ITEM_SOLD_OUT:
      return "Sold out";
    case Kind.OPTION_REMOVED:
      return option ? `“${option}” is no longer offered` : "Some choices have changed";
    case Kind.OPTION_SOLD_OUT:
      return option ? `“${option}” is sold out` : "A choice is sold out";
    case Kind.PRICE_CHANGED:
      return `Now ${money("new")} instead of ${money("old")}`;
    default:
      return "Has changed";
  }
}
