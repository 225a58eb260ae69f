import type { SoldOutSet } from "../../menu/soldOut";
import { sameTarget, type Target } from "../commands";
import { useKitchen } from "../context";
import type { Entry } from "../journal";

/** A dish or an option, and whether it can be had. */
export function SoldOutRow(props: { name: string; group: string; target: Target }) {
  const kitchen = useKitchen();
  const { name, group, target } = props;
  const out = isOut(target, kitchen.menu.soldOut.value, kitchen.journal.entries.value);
  return (
    <li class="eightysix__row" data-out={out}>
      <p>
        <b>{name}</b> <span>{group}</span>
      </p>
      <button
        type="button"
        class="key key--small"
        aria-label={`${out ? "Back on" : "86"}: ${name}`}
        onClick={() => kitchen.tap({ kind: out ? "available" : "soldOut", target })}
      >
        {out ? "Back on" : "86"}
      </button>
    </li>
  );
}

/** As the last tap has it, sent or not; without one as the server has it. */
function isOut(target: Target, soldOut: SoldOutSet, entries: readonly Entry[]): boolean {
  const last = entries.findLast(
    ({ command }) => "target" in command && sameTarget(command.target, target),
  );
  if (last) return last.command.kind === "soldOut";
  return target.itemId !== ""
    ? soldOut.item(target.itemId)
    : soldOut.option(target.modifierListId, target.optionId);
}
