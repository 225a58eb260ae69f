import { minutes, stopwatch } from "../../format/time";
import { OrderState, TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";
import { Icon } from "../../ui/Icon";
import { useKitchen } from "../context";
import { type Age, ageOf } from "./age";
import "./ticket.css";
import { TicketActions } from "./TicketActions";
import { TicketLineRow } from "./TicketLineRow";

const NEW_MS = 6_000;

/** One station's part of an order. */
export function TicketCard({ ticket }: { ticket: Ticket }) {
  const { clock, store, restaurant, stationId } = useKitchen();
  const age = ageOf(ticket, clock.now.value);
  const station = restaurant.value?.stations.find(({ id }) => id === ticket.stationId);
  const isNew = Date.now() - store.value.seenMs(ticket) < NEW_MS;
  const facts = [ticket.orderNumber, ticket.guestName, stationId.value === "" ? station?.name : ""];
  return (
    <article
      class="ticket"
      data-tone={age.tone}
      data-new={isNew}
      data-order={OrderState[ticket.orderState]}
      data-state={TicketState[ticket.state]}
      aria-label={`Table ${ticket.tableName}, order ${ticket.orderNumber}`}
    >
      <header class="ticket__head">
        <h2 class="ticket__table">Table {ticket.tableName}</h2>
        <p class="ticket__timer">{stopwatch(age.elapsedMs)}</p>
        <p class="ticket__facts">{facts.filter(Boolean).join(" · ")}</p>
        <p class="ticket__state">{stateWords(ticket, age)}</p>
      </header>
      {ticket.escalated && ticket.orderState === OrderState.PLACED && (
        <p class="ticket__alarm">
          <Icon name="warning" /> Nobody has taken this order yet
        </p>
      )}
      <ul class="ticket__lines">
        {ticket.lines.map((line) => (
          <TicketLineRow key={line.key} line={line} />
        ))}
      </ul>
      {ticket.orderNote && <p class="ticket__note">“{ticket.orderNote}”</p>}
      <TicketActions ticket={ticket} />
    </article>
  );
}

function stateWords(ticket: Ticket, age: Age): string {
  if (age.tone === "late") return `Late by ${minutes(-age.leftMs)}`;
  if (ticket.orderState === OrderState.PLACED) return "New";
  return ticket.state === TicketState.PREPARING ? "In preparation" : "Waiting";
}
