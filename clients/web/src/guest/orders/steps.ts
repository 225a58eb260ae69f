import { millis } from "../../format/time";
import { type Order, OrderState } from "../../gen/here2order/ordering/v1/order_pb";

/** A station on an order's way to the table. */
export interface Step {
  state: OrderState;
  name: string;
  done: boolean;
  current: boolean;
  /** When it was reached, in milliseconds, as far as it is known. */
  timeMs: number | undefined;
}

const WAY: readonly OrderState[] = [
  OrderState.PLACED,
  OrderState.ACCEPTED,
  OrderState.IN_PREPARATION,
  OrderState.READY,
  OrderState.SERVED,
];

const NAMES: Record<OrderState, string> = {
  [OrderState.UNSPECIFIED]: "",
  [OrderState.PLACED]: "Placed",
  [OrderState.ACCEPTED]: "Accepted",
  [OrderState.IN_PREPARATION]: "In preparation",
  [OrderState.READY]: "Ready",
  [OrderState.SERVED]: "Served",
  [OrderState.CANCELLED]: "Cancelled",
  [OrderState.REJECTED]: "Not taken",
  [OrderState.EXPIRED]: "Expired",
};

export function stateName(state: OrderState): string {
  return NAMES[state];
}

/** Nothing more will happen to it. */
export function isEnded(state: OrderState): boolean {
  return state >= OrderState.SERVED;
}

/** It ended without reaching the table. */
export function isFailed(state: OrderState): boolean {
  return state > OrderState.SERVED;
}

/** The way of an order, with what it has passed. The times come from its timeline. */
export function stepsOf(order: Order): Step[] {
  return WAY.map((state) => {
    const done = !isFailed(order.state) && order.state >= state;
    return {
      state,
      name: NAMES[state],
      done,
      current: order.state === state,
      timeMs: done ? reachedMs(order, state) : undefined,
    };
  });
}

function reachedMs(order: Order, state: OrderState): number | undefined {
  if (state === OrderState.PLACED) return millis(order.placeTime);
  const events = order.timeline.filter((event) => event.state === state);
  // A recall takes an order back from READY: it counts when it got there for good.
  const event = state === OrderState.READY ? lastRun(order, state) : events[0];
  return millis(event?.time);
}

function lastRun(order: Order, state: OrderState) {
  const last = order.timeline.findLastIndex((event) => event.state === state);
  let first = last;
  while (first > 0 && order.timeline[first - 1]?.state === state) first -= 1;
  return order.timeline[first];
}

/** What a guest wants to hear about a state, in a sentence. */
export function headline(order: Order): string {
  switch (order.state) {
    case OrderState.PLACED:
      return order.escalated
        ? "Sorry for the wait: we are asking the staff."
        : "Sent to the kitchen.";
    case OrderState.ACCEPTED:
      return "The kitchen has it.";
    case OrderState.IN_PREPARATION:
      return "Being made for you now.";
    case OrderState.READY:
      return "Ready, on its way to you.";
    case OrderState.SERVED:
      return "Enjoy your meal!";
    case OrderState.CANCELLED:
      return order.endReason ? `Cancelled: ${order.endReason}` : "This order was cancelled.";
    case OrderState.REJECTED:
      return order.endReason
        ? `The kitchen could not take it: ${order.endReason}`
        : "The kitchen could not take it. Please ask the staff.";
    case OrderState.EXPIRED:
      return "Nobody took this order in time. Please ask the staff, or order again.";
    default:
      return "";
  }
}
