import type { ModifierList } from "../../gen/here2order/catalog/v1/menu_pb";
import type { SoldOutSet } from "../../menu/soldOut";
import { OptionRow } from "./OptionRow";
import { chosenIn, rule, type Selection } from "./selection";

/** A question with its answers. */
export function ModifierFieldset(props: {
  list: ModifierList;
  selection: Selection;
  soldOut: SoldOutSet;
  problem: string | undefined;
  onChoose(selection: Selection): void;
}) {
  const { list, selection, problem } = props;
  const id = `question-${list.id}`;
  return (
    <fieldset
      class="question"
      id={id}
      aria-describedby={`${id}-rule`}
      data-bad={problem !== undefined}
    >
      <legend>{list.name}</legend>
      <p class="question__rule" id={`${id}-rule`}>
        {rule(list)}
        {chosenIn(selection, list) < list.minSelections && (
          <span class="question__needed">Needed</span>
        )}
      </p>
      {problem && (
        <p class="question__problem" role="alert">
          {problem}.
        </p>
      )}
      {list.options.map((option) => (
        <OptionRow
          key={option.id}
          {...props}
          option={option}
          out={props.soldOut.option(list.id, option.id)}
        />
      ))}
    </fieldset>
  );
}
