import { formatExtra } from "../../format/money";
import type { ModifierList, Option } from "../../gen/here2order/catalog/v1/menu_pb";
import { Stepper } from "../../ui/Stepper";
import { choose, isFull, isSingle, maxQuantity, quantityOf, type Selection } from "./selection";

/** An answer; with a stepper when more than one of it may be taken. */
export function OptionRow(props: {
  list: ModifierList;
  option: Option;
  selection: Selection;
  out: boolean;
  onChoose(selection: Selection): void;
}) {
  const { list, option, selection, out } = props;
  const quantity = quantityOf(selection, list, option);
  const single = isSingle(list);
  const full = !single && isFull(selection, list);
  const set = (value: number) => props.onChoose(choose(selection, list, option, value));
  const optional = single && list.minSelections === 0;
  return (
    <div class="option" data-out={out}>
      <label class="option__label">
        <input
          type={single ? "radio" : "checkbox"}
          name={list.id}
          checked={quantity > 0}
          disabled={(out && quantity === 0) || (full && quantity === 0)}
          onChange={(event) => set(event.currentTarget.checked ? 1 : 0)}
          // A radio button that need not be chosen can be taken back.
          onClick={() => optional && quantity > 0 && set(0)}
        />
        <span class="option__name">{option.name}</span>
        <span class="option__extra">{out ? "Sold out" : formatExtra(option.price)}</span>
      </label>
      {quantity > 0 && maxQuantity(option) > 1 && (
        <Stepper
          size="small"
          of={option.name}
          value={quantity}
          min={0}
          max={full ? quantity : maxQuantity(option)}
          onChange={set}
        />
      )}
    </div>
  );
}
