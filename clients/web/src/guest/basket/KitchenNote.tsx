import { useVisit } from "../context";

/** About the whole order: "all together, please". */
export function KitchenNote() {
  const { basket } = useVisit();
  return (
    <label class="field basket__note">
      <span class="field__label">
        Anything else? <span class="field__hint">For the kitchen, about the whole order</span>
      </span>
      <textarea
        maxLength={500}
        rows={1}
        value={basket.basket.value.note}
        onInput={(event) => basket.setNote(event.currentTarget.value)}
      />
    </label>
  );
}
