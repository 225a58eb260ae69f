import { createClient, type Transport } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import { type Failure, failureOf } from "../api/failure";
import type { TokenSource } from "../api/transport";
import { MenuService } from "../gen/here2order/catalog/v1/menu_service_pb";
import { RestaurantService } from "../gen/here2order/catalog/v1/restaurant_service_pb";
import { OrderService } from "../gen/here2order/ordering/v1/order_service_pb";
import { VisitService } from "../gen/here2order/ordering/v1/visit_service_pb";
import { Session } from "./session";
import { type GuestClients, VisitModel } from "./visitModel";

export type Phase =
  | { kind: "opening" }
  | { kind: "trouble"; failure: Failure }
  | { kind: "open"; visit: VisitModel };

/** From the code on the table to the visit. The one place where the guest page is wired. */
export class GuestModel {
  readonly phase = signal<Phase>({ kind: "opening" });
  readonly session: Session;
  readonly #clients: GuestClients;

  constructor(
    readonly code: string,
    transportWith: (token: TokenSource) => Transport,
  ) {
    const transport = transportWith(() => this.session.token());
    const visits = createClient(VisitService, transport);
    this.session = new Session(code, visits);
    this.#clients = {
      orders: createClient(OrderService, transport),
      menu: createClient(MenuService, transport),
      restaurants: createClient(RestaurantService, transport),
      transport,
    };
  }

  /** Shows what is kept from the last load at once, and asks meanwhile. */
  async open(): Promise<void> {
    this.phase.value = { kind: "opening" };
    try {
      let visit = this.#visit();
      if (visit) this.phase.value = { kind: "open", visit };
      await this.session.enter();
      // A token that could not be renewed may have led to another visit.
      if (visit?.visit.id !== this.session.visit.value?.id) visit = this.#visit();
      if (!visit) return;
      if (visit.menu.index.value) this.phase.value = { kind: "open", visit };
      await visit.open();
      this.phase.value = { kind: "open", visit };
    } catch (error) {
      this.phase.value = { kind: "trouble", failure: failureOf(error) };
    }
  }

  /** After a visit has ended: another one at the same table. */
  startAgain(): void {
    this.session.forget();
    location.reload();
  }

  #visit(): VisitModel | undefined {
    const visit = this.session.visit.value;
    return visit && new VisitModel(this.session, this.#clients, visit);
  }
}
