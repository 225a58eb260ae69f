import { useState } from "preact/hooks";
import type { StaffModel } from "../staffModel";

/** Clerk knows who somebody is; this page notices by itself when that has been said. */
export function SignInScreen({ model, signInUrl }: { model: StaffModel; signInUrl: string }) {
  const { value: state } = model.session.state;
  if (state === "checking") {
    return (
      <main class="door">
        <p role="status">One moment…</p>
      </main>
    );
  }
  return (
    <main class="door">
      <h1 class="door__title">Staff</h1>
      <p>Tables, payments and messages of your restaurant.</p>
      {state === "unreachable" && (
        <p class="notice" role="alert">
          The sign-in does not answer just now. Trying again…
        </p>
      )}
      {signInUrl && (
        <>
          <a class="button" href={signInUrl} target="_blank" rel="noopener">
            Sign in
          </a>
          <p class="door__hint">Opens in a new tab. Come back here afterwards.</p>
        </>
      )}
      <PasteToken model={model} open={!signInUrl} />
    </main>
  );
}

/** For whoever has a token and no browser session: support, scripts, a first look. */
function PasteToken({ model, open }: { model: StaffModel; open: boolean }) {
  const [token, setToken] = useState("");
  const use = (event: Event) => {
    event.preventDefault();
    if (token.trim() !== "") model.session.use(token);
  };
  return (
    <details class="door__token" open={open}>
      <summary>Sign in with a token</summary>
      <form class="door__form" onSubmit={use}>
        <label class="field">
          <span class="field__label">Session token</span>
          <textarea
            rows={4}
            autocomplete="off"
            spellcheck={false}
            value={token}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button--small button--quiet">
          Use this token
        </button>
      </form>
    </details>
  );
}
