import { useState } from "preact/hooks";
import { minor } from "../../billing/sums";
import { formatAmount } from "../../format/money";
import { parseAmount, typed } from "../../format/typed";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import { Choice } from "../../ui/Choice";
import { Stepper } from "../../ui/Stepper";
import { useVisit } from "../context";
import { equalShare, MOST_PEOPLE, ownAmount, type Part } from "./part";

/** What was typed before, if an amount was. */
function kept(part: Part, currency: string): string {
  return part.kind === "other" && part.amount !== undefined ? typed(part.amount, currency) : "";
}

/** All of it, what I had, an equal share, or what I say. */
export function AmountChooser(props: {
  bill: Bill;
  part: Part;
  isOwn(orderId: string): boolean;
  step: bigint;
  onChoose(part: Part): void;
}) {
  const { bill, part, step, onChoose } = props;
  const party = Math.max(2, useVisit().visit.guests.length);
  const [people, setPeople] = useState(part.kind === "equal" ? part.people : party);
  const [text, setText] = useState(kept(part, bill.currency));
  const mine = ownAmount(bill, props.isOwn, step);
  const due = minor(bill.dueAmount);
  const show = (amount: bigint) => formatAmount(amount, bill.currency);
  const split = (count: number) => {
    setPeople(count);
    onChoose({ kind: "equal", people: count });
  };
  const type = (value: string) => {
    setText(value);
    onChoose({ kind: "other", amount: parseAmount(value, bill.currency) });
  };
  const choice = (kind: Part["kind"]) => ({ group: "part", checked: part.kind === kind });
  return (
    <fieldset class="choices">
      <legend class="choices__legend">How much?</legend>
      <Choice
        {...choice("all")}
        name="All that is left"
        figure={show(due)}
        onChoose={() => onChoose({ kind: "all" })}
      />
      {mine > 0n && mine < due && (
        <Choice
          {...choice("mine")}
          name="What I ordered"
          figure={show(mine)}
          onChoose={() => onChoose({ kind: "mine" })}
        />
      )}
      <Choice
        {...choice("equal")}
        name="Split evenly"
        figure={part.kind === "equal" ? show(equalShare(bill, people, step)) : ""}
        onChoose={() => split(people)}
      >
        <span>between</span>
        <Stepper
          of="people"
          value={people}
          min={2}
          max={MOST_PEOPLE}
          size="small"
          onChange={split}
        />
        <span>people</span>
      </Choice>
      <Choice {...choice("other")} name="Another amount" figure="" onChoose={() => type(text)}>
        <input
          class="choice__input"
          inputMode="decimal"
          aria-label={`Amount in ${bill.currency}`}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </Choice>
    </fieldset>
  );
}
