import type { Signal } from "@preact/signals";
import { words } from "../api/words";
import "../guest/screens/screens.css";
import { Paper } from "./Paper";
import type { Reading } from "./start";
import "./receipt.css";

/** The page of a receipt. */
export function App({ reading, onRetry }: { reading: Signal<Reading>; onRetry(): void }) {
  const now = reading.value;
  if (now.kind === "read") return <Paper receipt={now.receipt} />;
  if (now.kind === "reading") {
    return (
      <main class="paper ghost" aria-busy="true">
        <p class="unseen" role="status">
          Fetching the receipt
        </p>
        <div class="ghost__title" />
        {[1, 2, 3, 4, 5].map((line) => (
          <div class="ghost__line" key={line} />
        ))}
      </main>
    );
  }
  const unknown = ["NOT_FOUND", "INVALID_FIELDS"].includes(now.failure.reason);
  return (
    <main class="plain">
      <h1 class="plain__title">{unknown ? "No such receipt" : "Just a moment"}</h1>
      <p class="plain__words" role="alert">
        {unknown
          ? "Its address is not quite right. Open it from your message or from the bill again."
          : words(now.failure)}
      </p>
      {!unknown && (
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </main>
  );
}
