import type { ComponentChildren } from "preact";
import "./choice.css";

/** One of several, with what it comes to; what it asks further is shown when it is chosen. */
export function Choice(props: {
  group: string;
  name: string;
  figure: string;
  checked: boolean;
  onChoose(): void;
  children?: ComponentChildren;
}) {
  return (
    <div class="choice" data-chosen={props.checked}>
      <label class="choice__label">
        <input type="radio" name={props.group} checked={props.checked} onChange={props.onChoose} />
        <span class="choice__name">{props.name}</span>
        <span class="figure">{props.figure}</span>
      </label>
      {props.checked && props.children && <div class="choice__more">{props.children}</div>}
    </div>
  );
}
