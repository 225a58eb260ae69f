import { useState } from "preact/hooks";
import { formatAmount } from "../../format/money";
import { parseAmount, typed } from "../../format/typed";
import { TIP_PERCENTS, type Tip, tipAmount } from "./tip";

/** Something for the staff, if the guest likes: nothing is chosen beforehand. */
export function TipChooser(props: {
  tip: Tip;
  /** What it is a share of. */
  amount: bigint;
  currency: string;
  step: bigint;
  onChoose(tip: Tip): void;
}) {
  const { tip, amount, currency, onChoose } = props;
  const given = tip.kind === "other" ? tip.amount : undefined;
  const [text, setText] = useState(given === undefined ? "" : typed(given, currency));
  const type = (value: string) => {
    setText(value);
    const amount = value.trim() === "" ? 0n : parseAmount(value, currency);
    onChoose({ kind: "other", amount });
  };
  return (
    <fieldset class="choices">
      <legend class="choices__legend">
        A tip for the staff? <span class="field__hint">If you like</span>
      </legend>
      <div class="tips">
        <Pill
          name="None"
          chosen={tip.kind === "none"}
          onChoose={() => onChoose({ kind: "none" })}
        />
        {TIP_PERCENTS.map((percent) => {
          const offer: Tip = { kind: "percent", percent };
          const sum = tipAmount(offer, amount, props.step) ?? 0n;
          return (
            <Pill
              key={percent}
              name={`${percent} %`}
              hint={sum > 0n ? formatAmount(sum, currency, "menu") : ""}
              chosen={tip.kind === "percent" && tip.percent === percent}
              onChoose={() => onChoose(offer)}
            />
          );
        })}
        <Pill name="Other" chosen={tip.kind === "other"} onChoose={() => type(text)} />
      </div>
      {tip.kind === "other" && (
        <input
          class="choice__input tips__input"
          inputMode="decimal"
          aria-label={`Tip in ${currency}`}
          value={text}
          onInput={(event) => type(event.currentTarget.value)}
        />
      )}
    </fieldset>
  );
}

function Pill(props: { name: string; hint?: string; chosen: boolean; onChoose(): void }) {
  return (
    <label class="tip" data-chosen={props.chosen}>
      <input type="radio" name="tip" checked={props.chosen} onChange={props.onChoose} />
      <b>{props.name}</b>
      {props.hint && <span class="tip__sum">{props.hint}</span>}
    </label>
  );
}
