import { useState } from "preact/hooks";
import { OrderState, TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";
import { useKitchen } from "../context";
import { RejectPanel } from "./RejectPanel";

/** What can be done with a ticket now; the likeliest is the largest. */
export function TicketActions({ ticket }: { ticket: Ticket }) {
  const kitchen = useKitchen();
  const [rejecting, setRejecting] = useState(false);
  const { orderId, stationId } = ticket;
  if (ticket.orderState === OrderState.PLACED) {
    return (
      <div class="ticket__actions">
        <button
          type="button"
          class="key key--main"
          onClick={() => kitchen.tap({ kind: "accept", orderId })}
        >
          Accept
        </button>
        <button type="button" class="key" onClick={() => setRejecting(true)}>
          Reject
        </button>
        {rejecting && <RejectPanel ticket={ticket} onClose={() => setRejecting(false)} />}
      </div>
    );
  }
  const queued = ticket.state === TicketState.QUEUED;
  return (
    <div class="ticket__actions">
      {queued && (
        <button
          type="button"
          class="key key--main"
          onClick={() => kitchen.tap({ kind: "start", orderId, stationId })}
        >
          Start
        </button>
      )}
      <button
        type="button"
        class={queued ? "key" : "key key--main"}
        onClick={() => kitchen.tap({ kind: "bump", orderId, stationId })}
      >
        Bump
      </button>
    </div>
  );
}
