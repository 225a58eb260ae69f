import { clockTime } from "../../format/time";
import type { Order } from "../../gen/here2order/ordering/v1/order_pb";
import { useVisit } from "../context";
import { stepsOf } from "./steps";

/** The way from the phone to the table, with the times. */
export function Progress({ order }: { order: Order }) {
  const { timeZone } = useVisit();
  return (
    <ol class="steps" aria-label="Progress">
      {stepsOf(order).map((step) => (
        <li
          key={step.state}
          class="step"
          data-done={step.done}
          aria-current={step.current ? "step" : undefined}
        >
          <span class="step__name">{step.name}</span>
          {step.timeMs !== undefined && (
            <time class="step__time" dateTime={new Date(step.timeMs).toISOString()}>
              {clockTime(step.timeMs, timeZone.value)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
