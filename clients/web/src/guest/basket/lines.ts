import { uuid } from "../../api/uuid";
import type { Item, Option } from "../../gen/here2order/catalog/v1/menu_pb";
import type { MenuIndex } from "../../menu/menuIndex";
import type { SoldOutSet } from "../../menu/soldOut";

/** An answer to a question of an item. */
export interface Choice {
  listId: string;
  optionId: string;
  quantity: number;
}

/** What a guest wants, before it is ordered. */
export interface BasketLine {
  /** The client's own name of the line; the order keeps it. */
  key: string;
  itemId: string;
  /** As it was called when it was chosen. */
  itemName: string;
  quantity: number;
  choices: Choice[];
  note: string;
}

export interface Basket {
  /** The version of the menu that the guest has agreed to; a bigint in decimal, for JSON. */
  menuVersion: string;
  lines: BasketLine[];
  /** For the kitchen. */
  note: string;
}

export const EMPTY_BASKET: Basket = { menuVersion: "0", lines: [], note: "" };
export const MAX_QUANTITY = 99;

/** Adds a line; one that says the same already only grows. */
export function addLine(lines: readonly BasketLine[], added: BasketLine): BasketLine[] {
  const same = lines.find((line) => wish(line) === wish(added));
  if (!same) return [...lines, added];
  const quantity = Math.min(MAX_QUANTITY, same.quantity + added.quantity);
  return lines.map((line) => (line === same ? { ...line, quantity } : line));
}

/** Changes a line; merges it with another that now says the same. */
export function replaceLine(lines: readonly BasketLine[], changed: BasketLine): BasketLine[] {
  const twin = lines.find((line) => line.key !== changed.key && wish(line) === wish(changed));
  if (twin) return addLine(removeLine(lines, changed.key), changed);
  return lines.map((line) => (line.key === changed.key ? changed : line));
}

export function removeLine(lines: readonly BasketLine[], key: string): BasketLine[] {
  return lines.filter((line) => line.key !== key);
}

/** Zero takes the line out. */
export function setQuantity(
  lines: readonly BasketLine[],
  key: string,
  quantity: number,
): BasketLine[] {
  if (quantity < 1) return removeLine(lines, key);
  const allowed = Math.min(MAX_QUANTITY, quantity);
  return lines.map((line) => (line.key === key ? { ...line, quantity: allowed } : line));
}

/** Everything about a line but its key and number. */
function wish(line: BasketLine): string {
  const choices = [...line.choices].sort((a, b) => choiceName(a).localeCompare(choiceName(b)));
  return JSON.stringify([line.itemId, choices.map((c) => [choiceName(c), c.quantity]), line.note]);
}

const choiceName = (choice: Choice) => `${choice.listId} ${choice.optionId}`;

export function newLine(item: Item, choices: Choice[], quantity: number, note = ""): BasketLine {
  const line = { key: uuid(), itemId: item.id, itemName: item.name };
  return { ...line, quantity, choices, note: note.trim() };
}

export function findOption(index: MenuIndex, choice: Choice): Option | undefined {
  const options = index.lists.get(choice.listId)?.options;
  return options?.find((option) => option.id === choice.optionId);
}

/** Of one with its options, by the menu at hand; undefined when something of it is gone. */
export function unitPrice(
  line: Pick<BasketLine, "itemId" | "choices">,
  index: MenuIndex,
): bigint | undefined {
  const price = index.items.get(line.itemId)?.price?.amount;
  if (price === undefined) return undefined;
  let sum = price;
  for (const choice of line.choices) {
    const option = findOption(index, choice);
    if (!option) return undefined;
    sum += (option.price?.amount ?? 0n) * BigInt(choice.quantity);
  }
  return sum;
}

/** The sum of the lines by the menu at hand: shown until the server has quoted. */
export function linesAmount(lines: readonly BasketLine[], index: MenuIndex): bigint {
  return lines.reduce(
    (sum, line) => sum + (unitPrice(line, index) ?? 0n) * BigInt(line.quantity),
    0n,
  );
}

export function countDishes(lines: readonly BasketLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** The item or an option of the line is out. */
export function isOut(line: BasketLine, soldOut: SoldOutSet): boolean {
  return (
    soldOut.item(line.itemId) ||
    line.choices.some((choice) => soldOut.option(choice.listId, choice.optionId))
  );
}
