import { formatAmount } from "../../format/money";
import type { Item } from "../../gen/here2order/catalog/v1/menu_pb";
import type { MenuIndex } from "../../menu/menuIndex";
import { Stepper } from "../../ui/Stepper";
import { MAX_QUANTITY, unitPrice } from "../basket/lines";
import type { Draft } from "./useDraft";

/** How many, what they come to, and the button. */
export function ItemFooter(props: {
  item: Item;
  index: MenuIndex;
  draft: Draft;
  out: boolean;
  /** A line of the basket is being changed. */
  editing: boolean;
  onDone(): void;
}) {
  const { item, index, draft } = props;
  const price = unitPrice({ itemId: item.id, choices: draft.choices }, index) ?? 0n;
  return (
    <div class="item__footer">
      <Stepper
        of={item.name}
        value={draft.quantity}
        min={1}
        max={MAX_QUANTITY}
        disabled={props.out}
        onChange={draft.setQuantity}
      />
      <p class="item__sum">
        {formatAmount(price * BigInt(draft.quantity), index.currency, "menu")}
      </p>
      <button type="button" class="button item__add" disabled={props.out} onClick={props.onDone}>
        {props.out ? "Sold out" : props.editing ? "Save changes" : "Add to order"}
      </button>
    </div>
  );
}
