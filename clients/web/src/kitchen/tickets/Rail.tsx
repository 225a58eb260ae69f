import { TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import { useKitchen } from "../context";
import { TicketCard } from "./TicketCard";
import { ticketKey } from "./ticketsStore";

/** The tickets that are to be made, oldest first. */
export function Rail() {
  const { tickets, link } = useKitchen();
  const open = tickets.value.filter((ticket) => ticket.state < TicketState.READY);
  return (
    <main class="rail" aria-label="Tickets">
      {open.map((ticket) => (
        <TicketCard key={ticketKey(ticket)} ticket={ticket} />
      ))}
      {open.length === 0 && (
        <p class="rail__empty">
          {link.value.state === "connecting"
            ? "Connecting…"
            : "All clear. New tickets come here by themselves."}
        </p>
      )}
    </main>
  );
}
