import { useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";
import { useKitchen } from "../context";
import "./pairing.css";

const LENGTH = 8;

/** A new screen: eight characters from the back office, once. */
export function PairingScreen({ code: given }: { code: string }) {
  const kitchen = useKitchen();
  const [code, setCode] = useState(given.toUpperCase());
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const pair = async (event: Event) => {
    event.preventDefault();
    if (plain(code).length !== LENGTH) return setProblem("The code has eight letters and digits.");
    setBusy(true);
    setProblem("");
    try {
      await kitchen.pair(code.trim());
      history.replaceState(null, "", location.pathname);
    } catch (error) {
      setProblem(words(failureOf(error)));
    } finally {
      setBusy(false);
    }
  };
  const farewell = kitchen.device.farewell.value;
  return (
    <main class="pairing">
      <form onSubmit={pair}>
        <h1>Pair this screen</h1>
        {farewell && (
          <p class="pairing__problem" role="alert">
            {farewell}
          </p>
        )}
        <p>A manager gets the code in the back office. It is good for ten minutes.</p>
        <label class="entry">
          <span>Pairing code</span>
          <input
            class="pairing__code"
            name="code"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxLength={12}
            placeholder="K7QX-29MT"
            value={code}
            onInput={(event) => setCode(event.currentTarget.value.toUpperCase())}
          />
        </label>
        {problem && (
          <p class="pairing__problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="key key--main" disabled={busy}>
          Pair
        </button>
      </form>
    </main>
  );
}

const plain = (code: string) => code.replace(/[\s-]/g, "");
