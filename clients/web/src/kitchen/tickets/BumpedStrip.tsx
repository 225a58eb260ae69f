import { millis, stopwatch } from "../../format/time";
import { OrderState, TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";
import { useKitchen } from "../context";
import "./bumped.css";
import { ticketKey } from "./ticketsStore";

/** What waits at the pass: taken back by a tap, or on the table. Latest first. */
export function BumpedStrip() {
  const { tickets } = useKitchen();
  const bumped = tickets.value
    .filter((ticket) => ticket.state === TicketState.READY)
    .sort((a, b) => bumpMs(b) - bumpMs(a));
  if (bumped.length === 0) return null;
  return (
    <section class="bumped" aria-labelledby="bumped-name">
      <h2 id="bumped-name">Recently bumped</h2>
      <ul>
        {bumped.map((ticket, i) => (
          <Bumped
            key={ticketKey(ticket)}
            ticket={ticket}
            isFirst={bumped.findIndex(({ orderId }) => orderId === ticket.orderId) === i}
          />
        ))}
      </ul>
    </section>
  );
}

/** An order is served as a whole: the first of its tickets has the button. */
function Bumped({ ticket, isFirst }: { ticket: Ticket; isFirst: boolean }) {
  const kitchen = useKitchen();
  const { orderId, stationId } = ticket;
  const station = kitchen.restaurant.value?.stations.find(({ id }) => id === stationId);
  const waited = kitchen.clock.now.value - bumpMs(ticket);
  return (
    <li
      class="bumped__one"
      aria-label={`Bumped: table ${ticket.tableName}, order ${ticket.orderNumber}`}
    >
      <p>
        <b>Table {ticket.tableName}</b>
        <span>
          {[ticket.orderNumber, station?.name, ticket.bumpTime && stopwatch(waited)]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </p>
      <button
        type="button"
        class="key key--small"
        onClick={() => kitchen.tap({ kind: "recall", orderId, stationId })}
      >
        Recall
      </button>
      {isFirst && ticket.orderState === OrderState.READY && (
        <button
          type="button"
          class="key key--small key--main"
          onClick={() => kitchen.tap({ kind: "serve", orderId })}
        >
          Served
        </button>
      )}
    </li>
  );
}

/** One that was tapped but not yet answered counts as the latest. */
function bumpMs(ticket: Ticket): number {
  return millis(ticket.bumpTime) ?? Number.MAX_SAFE_INTEGER;
}
