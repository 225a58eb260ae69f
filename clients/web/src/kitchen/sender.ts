import type { Client } from "@connectrpc/connect";
import type { Order } from "../gen/here2order/ordering/v1/order_pb";
import type { OrderService } from "../gen/here2order/ordering/v1/order_service_pb";
import type { TicketService } from "../gen/here2order/ordering/v1/ticket_service_pb";
import type { MenuClient, MenuStore } from "../menu/menuStore";
import type { Command, Target } from "./commands";
import type { TicketsStore } from "./tickets/ticketsStore";

type OrderCommand = Extract<Command, { orderId: string; stationId?: never }>;
type TicketCommand = Extract<Command, { stationId: string }>;

/** Where the answers go. */
interface Shown {
  readonly store: { readonly value: TicketsStore };
  readonly menu: MenuStore;
}

/** Taps as calls. The version is left at 0: a cook means the dish, not a version of its order. */
export class Sender {
  readonly #tickets: Client<typeof TicketService>;
  readonly #orders: Client<typeof OrderService>;
  readonly #menu: MenuClient;
  readonly #shown: Shown;

  constructor(
    tickets: Client<typeof TicketService>,
    orders: Client<typeof OrderService>,
    menu: MenuClient,
    shown: Shown,
  ) {
    this.#tickets = tickets;
    this.#orders = orders;
    this.#menu = menu;
    this.#shown = shown;
  }

  /** Gives what shows the answer. */
  async send(command: Command): Promise<() => void> {
    switch (command.kind) {
      case "accept":
      case "serve":
      case "reject":
        return await this.#sendForOrder(command);
      case "start":
      case "bump":
      case "recall":
        return await this.#sendForTicket(command);
      default:
        return await this.#sendForMenu(command.kind, command.target);
    }
  }

  async #sendForOrder(command: OrderCommand): Promise<() => void> {
    const order = await this.#order(command);
    return () => order && this.#shown.store.value.putOrder(order);
  }

  async #order(command: OrderCommand): Promise<Order | undefined> {
    const { orderId } = command;
    switch (command.kind) {
      case "accept":
        return (await this.#orders.acceptOrder({ orderId })).order;
      case "serve":
        return (await this.#orders.serveOrder({ orderId })).order;
      case "reject":
        return (await this.#orders.rejectOrder({ orderId, reason: command.reason })).order;
    }
  }

  async #sendForTicket(command: TicketCommand): Promise<() => void> {
    const { orderId, stationId } = command;
    const calls = {
      start: () => this.#tickets.startTicket({ orderId, stationId }),
      bump: () => this.#tickets.bumpTicket({ orderId, stationId }),
      recall: () => this.#tickets.recallTicket({ orderId, stationId }),
    };
    const { ticket } = await calls[command.kind]();
    return () => ticket && this.#shown.store.value.put([ticket]);
  }

  async #sendForMenu(kind: "soldOut" | "available", target: Target): Promise<() => void> {
    const { availability } =
      kind === "soldOut"
        ? await this.#menu.markSoldOut({ target })
        : await this.#menu.markAvailable({ target });
    return () => this.#shown.menu.takeAvailability(availability);
  }
}
