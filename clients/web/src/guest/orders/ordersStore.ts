import { batch, computed, signal } from "@preact/signals";
import type { Failure } from "../../api/failure";
import { millis } from "../../format/time";
import type { Order } from "../../gen/here2order/ordering/v1/order_pb";
import type { WatchOrderResponse } from "../../gen/here2order/ordering/v1/order_service_pb";
import type { ServerClock } from "../../live/serverClock";
import { Versioned } from "../../live/versions";
import { type Link, Watch } from "../../live/watch";
import type { OrderClient } from "../basket/quoteStore";
import { isEnded } from "./steps";

/** The visit's orders, live. */
export class OrdersStore {
  /** In the order in which they were placed: the rounds of the evening. */
  readonly orders = signal<Order[]>([]);
  readonly link = signal<Link>({ state: "connecting", since: Date.now() });
  readonly open = computed(() => this.orders.value.filter((order) => !isEnded(order.state)));
  readonly #held = new Versioned<Order>({
    keyOf: (order) => order.id,
    versionOf: (order) => order.version,
  });
  readonly #onMoved: (order: Order) => void;
  #parts: Order[] = [];

  /** `onMoved` hears of each order that came to another state. */
  constructor(onMoved: (order: Order) => void) {
    this.#onMoved = onMoved;
  }

  /** Takes an order that came as an answer or on the stream. */
  put(order: Order): void {
    const before = this.#held.get(order.id);
    if (!this.#held.put(order)) return;
    this.#show();
    if (before && before.state !== order.state) this.#onMoved(order);
  }

  watch(
    client: OrderClient,
    clock: ServerClock,
    ends: { renew(): Promise<void>; onOver(failure: Failure): void },
  ): Watch<WatchOrderResponse> {
    return new Watch<WatchOrderResponse>({
      open: (cursor, signal, onHeader) =>
        client.watchOrder({ cursor }, { signal, onHeader, timeoutMs: 0 }),
      cursorOf: (message) => message.cursor,
      onConnect: () => {
        this.#parts = [];
      },
      onMessage: ({ event }) => {
        if (event.case === "snapshot") this.#snapshot(event.value.orders, event.value.more);
        if (event.case === "order") this.put(event.value);
        if (event.case === "heartbeat") clock.set(millis(event.value.serverTime));
      },
      onLink: (link) => {
        this.link.value = link;
      },
      ...ends,
    });
  }

  /** Orders are never taken away from a visit: what a snapshot lacks is newer than the snapshot. */
  #snapshot(orders: Order[], more: boolean): void {
    this.#parts.push(...orders);
    if (more) return;
    batch(() => {
      for (const order of this.#parts) this.put(order);
    });
    this.#parts = [];
  }

  #show(): void {
    this.orders.value = this.#held
      .values()
      .sort((a, b) => (millis(a.placeTime) ?? 0) - (millis(b.placeTime) ?? 0));
  }
}
