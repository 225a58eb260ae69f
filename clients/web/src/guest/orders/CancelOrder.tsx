import { useState } from "preact/hooks";
import { type Failure, failureOf } from "../../api/failure";
import { words } from "../../api/words";
import { type Order, OrderState } from "../../gen/here2order/ordering/v1/order_pb";
import { useVisit } from "../context";

/** What the server says when the kitchen was quicker. */
const TOO_LATE = ["CALLER_NOT_ALLOWED", "ORDER_STATE"];

/** Until the kitchen has it, an order can be taken back: asked once more, in place. */
export function CancelOrder({ order }: { order: Order }) {
  const visit = useVisit();
  const [state, setState] = useState<"idle" | "asking" | "busy">("idle");
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const cancel = async () => {
    setState("busy");
    try {
      await visit.cancel(order);
    } catch (error) {
      setFailure(failureOf(error));
      setState("idle");
    }
  };
  const gone = order.state !== OrderState.PLACED;
  const late = failure !== undefined && (gone || TOO_LATE.includes(failure.reason));
  if (gone && !late) return null;
  if (gone || state === "idle") {
    return (
      <div>
        {failure && (
          <p class="notice notice--bad" role="alert">
            {late ? "The kitchen has already accepted it. Please ask the staff." : words(failure)}
          </p>
        )}
        {!late && (
          <button type="button" class="link" onClick={() => setState("asking")}>
            Cancel order
          </button>
        )}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, no form
    <div class="order__sure" role="group" aria-label="Cancel this order?">
      <p>Cancel this order?</p>
      <button
        type="button"
        class="button button--small button--quiet"
        disabled={state === "busy"}
        onClick={cancel}
      >
        Yes, cancel it
      </button>
      <button type="button" class="button button--small" onClick={() => setState("idle")}>
        Keep it
      </button>
    </div>
  );
}
