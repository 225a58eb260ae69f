import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import type { Failure } from "../../api/failure";
import { millis } from "../../format/time";
import { type Order, TicketState } from "../../gen/here2order/ordering/v1/order_pb";
import { type Ticket, TicketSchema } from "../../gen/here2order/ordering/v1/ticket_pb";
import type {
  TicketService,
  WatchTicketsResponse,
} from "../../gen/here2order/ordering/v1/ticket_service_pb";
import { LONGEST_KITCHEN_MS } from "../../live/backoff";
import type { ServerClock } from "../../live/serverClock";
import { Versioned } from "../../live/versions";
import { type Link, Watch } from "../../live/watch";

export const ticketKey = (ticket: Ticket) => `${ticket.orderId}/${ticket.stationId}`;

/** What the stations have to do, live, as the server has it. */
export class TicketsStore {
  /** Oldest first. */
  readonly tickets = signal<readonly Ticket[]>([]);
  readonly #held = new Versioned<Ticket>({
    keyOf: ticketKey,
    versionOf: (ticket) => ticket.orderVersion,
    hasEnded: (ticket) => ticket.state >= TicketState.SERVED,
  });
  /** Keys that were seen, with the moment: what is not in it is new. */
  readonly #seen = new Map<string, number>();
  readonly #onNew: () => void;
  #parts: Ticket[] = [];
  #complete = false;

  /** `onNew` is called when work has come in. */
  constructor(onNew: () => void) {
    this.#onNew = onNew;
  }

  watch(
    client: Client<typeof TicketService>,
    stationId: string,
    clock: ServerClock,
    ends: { onLink(link: Link): void; onOver(failure: Failure): void },
  ): Watch<WatchTicketsResponse> {
    return new Watch<WatchTicketsResponse>({
      open: (cursor, signal, onHeader) =>
        client.watchTickets({ stationId, cursor }, { signal, onHeader, timeoutMs: 0 }),
      cursorOf: (message) => message.cursor,
      onConnect: () => {
        this.#parts = [];
      },
      onMessage: ({ event }) => {
        if (event.case === "snapshot") this.#snapshot(event.value.tickets, event.value.more);
        if (event.case === "change") this.put(event.value.tickets);
        if (event.case === "heartbeat") clock.set(millis(event.value.serverTime));
      },
      longestWaitMs: LONGEST_KITCHEN_MS,
      ...ends,
    });
  }

  put(tickets: readonly Ticket[]): void {
    for (const ticket of tickets) this.#held.put(ticket);
    this.#show();
  }

  /** An answer about an order says where its tickets are. */
  putOrder(order: Order): void {
    const states = new Map(order.tickets.map(({ stationId, state }) => [stationId, state]));
    const touched = this.#held.values().filter((ticket) => ticket.orderId === order.id);
    this.put(
      touched.map((ticket) =>
        Object.assign(create(TicketSchema), ticket, {
          state: states.get(ticket.stationId) ?? ticket.state,
          orderState: order.state,
          orderVersion: order.version,
        }),
      ),
    );
  }

  /** When this screen first saw it, in milliseconds of this machine's clock. */
  seenMs(ticket: Ticket): number {
    return this.#seen.get(ticketKey(ticket)) ?? 0;
  }

  #snapshot(tickets: readonly Ticket[], more: boolean): void {
    this.#parts.push(...tickets);
    if (more) return;
    this.#held.replaceAll(this.#parts, () => false);
    this.#parts = [];
    this.#show();
    this.#complete = true;
  }

  #show(): void {
    const tickets = this.#held
      .values()
      .sort((a, b) => (millis(a.placeTime) ?? 0) - (millis(b.placeTime) ?? 0));
    const fresh = tickets.filter((ticket) => !this.#seen.has(ticketKey(ticket)));
    // The first snapshot is a start of work, not news.
    for (const ticket of fresh) this.#seen.set(ticketKey(ticket), this.#complete ? Date.now() : 0);
    this.tickets.value = tickets;
    if (this.#complete && fresh.length > 0) this.#onNew();
  }
}
