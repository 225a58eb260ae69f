import { formatAmount, formatMoney } from "../../format/money";
import type { LineChange } from "../../gen/here2order/ordering/v1/stale_menu_pb";
import { Stepper } from "../../ui/Stepper";
import { useVisit } from "../context";
import { go } from "../route";
import { type BasketLine, findOption, MAX_QUANTITY, unitPrice } from "./lines";
import { Substitutes } from "./Substitutes";
import { changeWords, needsChoice } from "./stale";

/** A line of the basket, with what has become of it on the menu. */
export function BasketRow({ line, changes }: { line: BasketLine; changes: LineChange[] }) {
  const { menu, basket } = useVisit();
  const index = menu.index.value;
  if (!index) return null;
  const item = index.items.get(line.itemId);
  const price = unitPrice(line, index);
  const edit = () => go({ name: "item", itemId: line.itemId, lineKey: line.key });
  return (
    <li class="row" data-changed={changes.length > 0}>
      <div class="row__words">
        <p class="row__name">{item?.name ?? line.itemName}</p>
        {line.choices.map((choice) => (
          <p class="row__option" key={`${choice.listId} ${choice.optionId}`}>
            {choice.quantity > 1 && `${choice.quantity} × `}
            {findOption(index, choice)?.name ?? "A choice that is gone"}
          </p>
        ))}
        {line.note && <p class="row__note">“{line.note}”</p>}
      </div>
      <p class="row__amount">
        {price !== undefined && formatAmount(price * BigInt(line.quantity), index.currency)}
      </p>
      <div class="row__actions">
        <Stepper
          size="small"
          of={line.itemName}
          value={line.quantity}
          min={0}
          max={MAX_QUANTITY}
          onChange={(quantity) => basket.setQuantity(line.key, quantity)}
        />
        {item && (
          <button type="button" class="link" aria-label={`Edit ${line.itemName}`} onClick={edit}>
            Edit
          </button>
        )}
      </div>
      {changes.map((change) => (
        <div class="row__change" key={`${change.kind} ${change.optionId}`}>
          <p>
            {changeWords(change, index, (when) =>
              formatMoney(when === "old" ? change.oldUnitPrice : change.newUnitPrice),
            )}
          </p>
          <Substitutes line={line} change={change} />
        </div>
      ))}
      {changes.length === 0 && needsChoice(line, index) && (
        <div class="row__change">
          <p>One of the questions needs another answer.</p>
          <button type="button" class="button button--small button--quiet" onClick={edit}>
            Choose again
          </button>
        </div>
      )}
    </li>
  );
}
