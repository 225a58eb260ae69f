import type { ComponentChildren } from "preact";
import "./screens.css";

/** The visit has ended; what was ordered can still be looked at. */
export function VisitOverScreen(props: { onAgain(): void; children?: ComponentChildren }) {
  return (
    <main class="plain">
      <h1 class="plain__title">Thank you for coming</h1>
      <p class="plain__words">
        This visit has ended. Still at the table? Then open a new one, and order on.
      </p>
      <button type="button" class="button" onClick={props.onAgain}>
        Open a new visit
      </button>
      {props.children}
    </main>
  );
}
