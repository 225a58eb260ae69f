import { useState } from "preact/hooks";
import { codeTyped, tablePath } from "../tableCode";
import "./screens.css";

/** Without a scan: the code under the picture on the table can be typed. */
export function CodeScreen() {
  const [text, setText] = useState("");
  const [short, setShort] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const code = codeTyped(text);
    if (code.length < 8) setShort(true);
    else location.assign(tablePath(code));
  };
  return (
    <main class="plain">
      <h1 class="plain__title">Here to order?</h1>
      <p class="plain__words">
        Point your camera at the code on your table. If that does not work, type what stands under
        it.
      </p>
      <form class="plain__form" onSubmit={submit}>
        <label class="field">
          <span class="field__label">Table code</span>
          <input
            name="code"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={text}
            aria-describedby={short ? "code-problem" : undefined}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
        {short && (
          <p id="code-problem" class="notice notice--bad" role="alert">
            The code has at least eight characters.
          </p>
        )}
        <button type="submit" class="button">
          See the menu
        </button>
      </form>
    </main>
  );
}
