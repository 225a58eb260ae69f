import type { Client } from "@connectrpc/connect";
import { batch, computed, signal } from "@preact/signals";
import type { Failure } from "../../api/failure";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import type { BillService } from "../../gen/here2order/billing/v1/bill_service_pb";
import type {
  OrderService,
  WatchOrdersResponse,
} from "../../gen/here2order/ordering/v1/order_service_pb";
import type { Visit } from "../../gen/here2order/ordering/v1/visit_pb";
import type { VisitService } from "../../gen/here2order/ordering/v1/visit_service_pb";
import { Watch } from "../../live/watch";
import type { Caller } from "../../menu/menuStore";
import { byTable } from "./tables";

export interface FloorClients {
  bills: Client<typeof BillService>;
  orders: Client<typeof OrderService>;
  visits: Client<typeof VisitService>;
}

/** Several changes in a row are one look. */
const SETTLE_MS = 150;

/** The parties in the house and what each owes. Orders and payments say when to look again. */
export class FloorStore {
  readonly visits = signal<readonly Visit[]>([]);
  readonly bills = signal<ReadonlyMap<string, Bill>>(new Map());
  /** The visits have been asked for at least once. */
  readonly known = signal(false);
  readonly tables = computed(() => byTable(this.visits.value));
  readonly #clients: FloorClients;
  readonly #call: Caller;
  readonly #restaurantId: string;
  readonly #stale = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(clients: FloorClients, call: Caller, restaurantId: string) {
    this.#clients = clients;
    this.#call = call;
    this.#restaurantId = restaurantId;
  }

  /** Asks which visits are open, and for the bills of all of them. */
  async look(): Promise<void> {
    const restaurantId = this.#restaurantId;
    const { visits } = await this.#call(() =>
      this.#clients.visits.listOpenVisits({ restaurantId, pageSize: 500 }),
    );
    batch(() => {
      this.visits.value = visits;
      this.known.value = true;
    });
    await Promise.all(visits.map(({ id }) => this.lookAt(id)));
  }

  /** Asks for one bill. */
  async lookAt(visitId: string): Promise<void> {
    const request = { restaurantId: this.#restaurantId, visitId };
    const { bill } = await this.#call(() => this.#clients.bills.getBill(request));
    if (bill) this.bills.value = new Map(this.bills.value).set(visitId, bill);
  }

  /** Something has changed there. */
  touch(visitId: string): void {
    this.#stale.add(visitId);
    this.#timer ??= setTimeout(() => this.#catchUp(), SETTLE_MS);
  }

  async close(visit: Visit): Promise<void> {
    const request = { restaurantId: this.#restaurantId, visitId: visit.id };
    await this.#call(() => this.#clients.visits.closeVisit(request));
    this.visits.value = this.visits.value.filter(({ id }) => id !== visit.id);
  }

  watch(ends: {
    renew(): Promise<void>;
    onOver(failure: Failure): void;
  }): Watch<WatchOrdersResponse> {
    const restaurantId = this.#restaurantId;
    return new Watch<WatchOrdersResponse>({
      open: (cursor, signal, onHeader) =>
        this.#clients.orders.watchOrders(
          { restaurantId, cursor },
          { signal, onHeader, timeoutMs: 0 },
        ),
      cursorOf: ({ cursor }) => cursor,
      onMessage: ({ event }) => {
        if (event.case === "order") this.touch(event.value.visitId);
      },
      ...ends,
    });
  }

  #catchUp(): void {
    this.#timer = undefined;
    const stale = [...this.#stale];
    this.#stale.clear();
    const known = new Set(this.visits.value.map(({ id }) => id));
    const all = stale.some((id) => !known.has(id))
      ? this.look()
      : Promise.all(stale.map((id) => this.lookAt(id)));
    void all.catch(() => {}); // the next look, at most 20 s later, asks for all of them
  }
}
