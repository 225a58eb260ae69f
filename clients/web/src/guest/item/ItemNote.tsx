import type { Draft } from "./useDraft";

const LONGEST = 200;

/** What no question asks: "no coriander, please". */
export function ItemNote({ draft }: { draft: Draft }) {
  return (
    <label class="field item__note">
      <span class="field__label">
        Note for the kitchen <span class="field__hint">(if you like)</span>
      </span>
      <textarea
        maxLength={LONGEST}
        rows={1}
        value={draft.note}
        onInput={(event) => draft.setNote(event.currentTarget.value)}
      />
    </label>
  );
}
