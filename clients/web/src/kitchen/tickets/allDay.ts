import { TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";

export interface DayCount {
  name: string;
  count: number;
}

/** "All day": how many of each dish are still to be made, most first. */
export function allDay(tickets: readonly Ticket[]): DayCount[] {
  const counts = new Map<string, number>();
  for (const ticket of tickets) {
    if (ticket.state >= TicketState.READY) continue;
    for (const { itemName, quantity } of ticket.lines) {
      counts.set(itemName, (counts.get(itemName) ?? 0) + quantity);
    }
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}
