import { useState } from "preact/hooks";
import type { Item } from "../../gen/here2order/catalog/v1/menu_pb";
import { listsOf, type MenuIndex } from "../../menu/menuIndex";
import type { SoldOutSet } from "../../menu/soldOut";
import { type BasketLine, newLine } from "../basket/lines";
import { choicesOf, problem, type Selection, selectionOf, startingSelection } from "./selection";

export type Draft = ReturnType<typeof useDraft>;

/** What a guest is choosing in the sheet: a new line, or a line of the basket being changed. */
export function useDraft(
  item: Item,
  index: MenuIndex,
  soldOut: SoldOutSet,
  edited: BasketLine | undefined,
) {
  const lists = listsOf(item, index);
  const [selection, setSelection] = useState<Selection>(() =>
    edited ? selectionOf(edited.choices, lists) : startingSelection(lists, soldOut),
  );
  const [quantity, setQuantity] = useState(edited?.quantity ?? 1);
  const [note, setNote] = useState(edited?.note ?? "");
  const choices = choicesOf(selection, lists);
  const line = (): BasketLine => {
    const made = newLine(item, choices, quantity, note);
    return edited ? { ...made, key: edited.key } : made;
  };
  /** The questions that have no right answer yet, by id, in words. */
  const problems = new Map(
    lists.flatMap((list) => {
      const words = problem(selection, list);
      return words === "" ? [] : [[list.id, words] as const];
    }),
  );
  return {
    lists,
    selection,
    setSelection,
    quantity,
    setQuantity,
    note,
    setNote,
    choices,
    line,
    problems,
  };
}
