import { create } from "@bufbuild/protobuf";
import { timestampFromMs, timestampMs } from "@bufbuild/protobuf/wkt";
import {
  LineState,
  type Order,
  OrderState,
  TicketState,
} from "../../src/gen/here2order/ordering/v1/order_pb";
import { type Ticket, TicketSchema } from "../../src/gen/here2order/ordering/v1/ticket_pb";
import type { House } from "./house";

/** An order as its stations see it. */
export function ticketsOf(house: House, order: Order): Ticket[] {
  return order.tickets.map(({ stationId, state }) => {
    const placed = order.placeTime ? timestampMs(order.placeTime) : 0;
    const lines = order.lines.filter((line) => line.stationId === stationId);
    return create(TicketSchema, {
      orderId: order.id,
      stationId,
      orderNumber: order.number,
      tableName: order.tableName,
      guestName: order.guestName,
      state: stateOf(order, state),
      orderState: order.state,
      orderNote: order.note,
      placeTime: timestampFromMs(placed),
      dueTime: timestampFromMs(placed + 10 * 60_000),
      escalated: order.escalated,
      orderVersion: order.version,
      lines: lines.map((line) => ({
        key: line.key,
        itemName: line.itemName,
        quantity: line.quantity,
        options: line.options.map((o) => (o.quantity > 1 ? `${o.quantity} × ${o.name}` : o.name)),
        note: line.note,
        allergens: house.menu.items.find((item) => item.id === line.itemId)?.allergens ?? [],
        state: LineState.QUEUED,
      })),
    });
  });
}

function stateOf(order: Order, state: TicketState): TicketState {
  if (order.state === OrderState.SERVED) return TicketState.SERVED;
  return order.state > OrderState.SERVED ? TicketState.VOIDED : state;
}

export function isOpen(ticket: Ticket): boolean {
  return ticket.state < TicketState.SERVED;
}
