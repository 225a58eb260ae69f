import { create } from "@bufbuild/protobuf";
import { OrderState, TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import { type Ticket, TicketSchema } from "../../gen/here2order/ordering/v1/ticket_pb";
import type { Command } from "../commands";

/** The tickets as they will be when everything that was tapped has arrived. */
export function project(tickets: readonly Ticket[], commands: readonly Command[]): Ticket[] {
  let shown = [...tickets];
  for (const command of commands) {
    shown = shown.flatMap((ticket) => {
      const after = applied(ticket, command);
      return after ? [after] : [];
    });
  }
  return shown;
}

/** Undefined: it leaves the screen. */
function applied(ticket: Ticket, command: Command): Ticket | undefined {
  if (!("orderId" in command) || command.orderId !== ticket.orderId) return ticket;
  switch (command.kind) {
    case "accept":
      return ticket.orderState === OrderState.PLACED
        ? changed(ticket, { orderState: OrderState.ACCEPTED })
        : ticket;
    case "serve":
    case "reject":
      return undefined;
    default:
      return worked(ticket, command);
  }
}

const STATES = {
  start: TicketState.PREPARING,
  bump: TicketState.READY,
  recall: TicketState.PREPARING,
} as const;

function worked(
  ticket: Ticket,
  command: { kind: "start" | "bump" | "recall"; stationId: string },
): Ticket {
  const taken = ticket.orderState === OrderState.PLACED ? OrderState.ACCEPTED : ticket.orderState;
  if (command.stationId !== ticket.stationId) {
    return taken === ticket.orderState ? ticket : changed(ticket, { orderState: taken });
  }
  const recalled = command.kind === "recall" ? OrderState.IN_PREPARATION : taken;
  return changed(ticket, { state: STATES[command.kind], orderState: recalled });
}

function changed(ticket: Ticket, change: Partial<Pick<Ticket, "state" | "orderState">>): Ticket {
  const copy = create(TicketSchema);
  return Object.assign(copy, ticket, change);
}
