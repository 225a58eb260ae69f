import { useState } from "preact/hooks";
import { failureOf } from "../../api/failure";
import { words } from "../../api/words";
import type { Order } from "../../gen/here2order/ordering/v1/order_pb";
import { useVisit } from "../context";

/** Until the kitchen has it, an order can be taken back: asked once more, in place. */
export function CancelOrder({ order }: { order: Order }) {
  const visit = useVisit();
  const [state, setState] = useState<"idle" | "asking" | "busy">("idle");
  const [problem, setProblem] = useState("");
  const cancel = async () => {
    setState("busy");
    try {
      await visit.cancel(order);
    } catch (error) {
      setProblem(words(failureOf(error)));
      setState("idle");
    }
  };
  if (state === "idle") {
    return (
      <div>
        {problem && (
          <p class="notice notice--bad" role="alert">
            {problem}
          </p>
        )}
        <button type="button" class="link" onClick={() => setState("asking")}>
          Cancel order
        </button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, no form
    <div class="order__sure" role="group" aria-label="Cancel this order?">
      <p>Cancel this order?</p>
      <button
        type="button"
        class="button button--small"
        disabled={state === "busy"}
        onClick={cancel}
      >
        Yes, cancel it
      </button>
      <button
        type="button"
        class="button button--small button--quiet"
        onClick={() => setState("idle")}
      >
        Keep it
      </button>
    </div>
  );
}
