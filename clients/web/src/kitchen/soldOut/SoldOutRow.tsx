import type { Target } from "../commands";
import { useKitchen } from "../context";
import { isOut } from "./isOut";

/** A dish or an option, and whether it can be had. */
export function SoldOutRow(props: { name: string; group: string; target: Target; onTap(): void }) {
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
        onClick={() => {
          props.onTap();
          kitchen.tap({ kind: out ? "available" : "soldOut", target });
        }}
      >
        {out ? "Back on" : "86"}
      </button>
    </li>
  );
}
