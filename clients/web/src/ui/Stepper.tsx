import { Icon } from "./Icon";
import "./stepper.css";

/** How many of something, by two buttons that a thumb can hit. */
export function Stepper(props: {
  /** What is counted, for a screen reader. */
  of: string;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
  size?: "small";
  disabled?: boolean;
}) {
  const { value, min, max, of } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be announced as a form's part
    <div
      class={`stepper ${props.size ? `stepper--${props.size}` : ""}`}
      role="group"
      aria-label={`Quantity of ${of}`}
    >
      <button
        type="button"
        aria-label={`One less ${of}`}
        disabled={props.disabled || value <= min}
        onClick={() => props.onChange(value - 1)}
      >
        <Icon name="minus" />
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        aria-label={`One more ${of}`}
        disabled={props.disabled || value >= max}
        onClick={() => props.onChange(value + 1)}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
