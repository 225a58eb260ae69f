import type { Failure } from "../../api/failure";
import { words } from "../../api/words";
import "./screens.css";

/** The menu could not be opened: what is wrong, and what helps. */
export function TroubleScreen({ failure, onRetry }: { failure: Failure; onRetry(): void }) {
  const wrongCode = failure.reason === "TABLE_CODE_UNKNOWN" || failure.reason === "INVALID_FIELDS";
  return (
    <main class="plain">
      <h1 class="plain__title">{wrongCode ? "Not this code" : "Just a moment"}</h1>
      <p class="plain__words" role="alert">
        {wrongCode ? words({ ...failure, reason: "TABLE_CODE_UNKNOWN" }) : words(failure)}
      </p>
      {wrongCode ? (
        <a class="button" href="/">
          Type another code
        </a>
      ) : (
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </main>
  );
}
