import type { SoldOutSet } from "../../menu/soldOut";
import { sameTarget, type Target } from "../commands";
import type { Entry } from "../journal";

/** As the last tap has it, sent or not; without one as the server has it. */
export function isOut(target: Target, soldOut: SoldOutSet, entries: readonly Entry[]): boolean {
  const last = entries.findLast(
    ({ command }) => "target" in command && sameTarget(command.target, target),
  );
  if (last) return last.command.kind === "soldOut";
  return target.itemId !== ""
    ? soldOut.item(target.itemId)
    : soldOut.option(target.modifierListId, target.optionId);
}
