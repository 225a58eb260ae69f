/** An amount to be typed, with its currency beside it. */
export function AmountField(props: {
  label: string;
  currency: string;
  value: string;
  onType(text: string): void;
  focus?: boolean;
}) {
  return (
    <label class="field">
      <span class="field__label">
        {props.label} <span class="field__hint">{props.currency}</span>
      </span>
      <input
        inputMode="decimal"
        autocomplete="off"
        value={props.value}
        data-focus={props.focus}
        onInput={(event) => props.onType(event.currentTarget.value)}
      />
    </label>
  );
}
