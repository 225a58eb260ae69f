import type { Client, Transport } from "@connectrpc/connect";
import { computed, effect, type Signal, signal, untracked } from "@preact/signals";
import { failureOf, isRefusal } from "../api/failure";
import { type Restaurant, RestaurantSchema } from "../gen/here2order/catalog/v1/restaurant_pb";
import type { RestaurantService } from "../gen/here2order/catalog/v1/restaurant_service_pb";
import type { Order } from "../gen/here2order/ordering/v1/order_pb";
import type { Visit } from "../gen/here2order/ordering/v1/visit_pb";
import { OnDemand } from "../live/onDemand";
import { keepAwake } from "../live/presence";
import { ServerClock } from "../live/serverClock";
import { type MenuClient, MenuStore } from "../menu/menuStore";
import { load, loadMessage, saveMessage } from "../storage/local";
import { announce } from "../ui/announce";
import { BasketStore } from "./basket/basketStore";
import { Placing } from "./basket/placing";
import { type OrderClient, QuoteStore } from "./basket/quoteStore";
import type { Billing } from "./bill/billing";
import { FilterStore } from "./menu/filterStore";
import { OrdersStore } from "./orders/ordersStore";
import { headline } from "./orders/steps";
import { route, swap } from "./route";
import type { Session } from "./session";

export interface GuestClients {
  orders: OrderClient;
  menu: MenuClient;
  restaurants: Client<typeof RestaurantService>;
  /** For what is loaded later, with clients of its own. */
  transport: Transport;
}

/** Everything a guest sees and does during one visit. */
export class VisitModel {
  readonly clock = new ServerClock();
  readonly restaurant: Signal<Restaurant | undefined>;
  readonly menu: MenuStore;
  readonly basket: BasketStore;
  readonly quote: QuoteStore;
  readonly placing: Placing;
  readonly orders: OrdersStore;
  readonly filter = new FilterStore();
  /** Loaded when the guest first asks for the bill. */
  readonly billing = signal<Billing | undefined>(undefined);
  readonly timeZone = computed(() => this.restaurant.value?.timeZone ?? "UTC");
  readonly #clients: GuestClients;

  constructor(
    readonly session: Session,
    clients: GuestClients,
    readonly visit: Visit,
  ) {
    const call = session.call.bind(session);
    this.#clients = clients;
    this.restaurant = signal(loadMessage(`restaurant.${visit.restaurantId}`, RestaurantSchema));
    this.menu = new MenuStore(clients.menu, call, visit.restaurantId);
    this.basket = new BasketStore(visit.id, this.menu);
    this.quote = new QuoteStore(clients.orders, call, this.basket, this.menu);
    this.orders = new OrdersStore((order) => this.#moved(order));
    this.placing = new Placing(clients.orders, call, {
      visitId: visit.id,
      onPlaced: (order) => this.#placed(order),
    });
  }

  /**
   * Brings everything up to date, then follows it. Without a network it starts from what is kept of
   * the last time; fails only if there is nothing to show, or if the server refuses.
   */
  async open(): Promise<void> {
    try {
      await Promise.all([this.menu.load(), this.#loadRestaurant()]);
    } catch (error) {
      const shown = this.menu.index.value !== undefined;
      if (!shown || isRefusal(failureOf(error))) throw error;
    }
    this.#follow();
  }

  #follow(): void {
    const renew = () => this.session.renew();
    const onOver = () => {
      this.session.over.value = true;
    };
    // A browser has six connections to one origin over HTTP/1.1, and other pages need theirs:
    // while the bill lies over the menu, the menu may be old.
    const menu = new OnDemand(this.menu.watch(renew), true);
    effect(() => menu.want(route.value.name !== "bill"));
    const watches = [this.orders.watch(this.#clients.orders, this.clock, { renew, onOver }), menu];
    this.clock.start();
    for (const watch of watches) watch.start();
    keepAwake(watches, { pauseHidden: true });
    setInterval(() => void this.session.keepFresh(), 60_000);
    const paying = load(`paying.${this.visit.id}`) ?? load(`paying.request.${this.visit.id}`);
    if (paying !== undefined) void this.loadBilling().catch(() => {}); // the bill says it again
    effect(() => {
      if (this.orders.link.value.state === "live") untracked(() => void this.#cameBack());
    });
  }

  /** What could not be done without a network. */
  async #cameBack(): Promise<void> {
    this.quote.retry();
    await this.placing.resume();
    if (!this.restaurant.peek()) await this.#loadRestaurant().catch(() => {}); // next time then
  }

  /** Brings the bill and all that belongs to it. Rejects when its script cannot be loaded. */
  async loadBilling(): Promise<Billing> {
    const { Billing } = await import("./bill");
    const made =
      this.billing.value ?? new Billing(this.session, this.#clients.transport, this.visit.id);
    if (!this.billing.value) made.follow();
    this.billing.value = made;
    return made;
  }

  /** This phone placed it. */
  isOwn(order: Order): boolean {
    const actor = order.timeline[0]?.actor;
    return actor?.kind === "guest" && actor.id === this.session.guestId;
  }

  /** For what is loaded later. */
  get transport(): Transport {
    return this.#clients.transport;
  }

  async cancel(order: Order): Promise<void> {
    const request = { orderId: order.id, expectedVersion: order.version };
    const reply = await this.session.call(() => this.#clients.orders.cancelOrder(request));
    if (reply.order) this.orders.put(reply.order);
  }

  /** Who placed it, if it was not this phone; else an empty string. */
  placedBy(order: Order): string {
    const actor = order.timeline[0]?.actor;
    if (this.isOwn(order)) return "";
    if (order.guestName) return order.guestName;
    return actor?.kind === "user" ? "the staff" : "someone at your table";
  }

  async #loadRestaurant(): Promise<void> {
    const { restaurant } = await this.session.call(() =>
      this.#clients.restaurants.getRestaurant({}),
    );
    if (!restaurant) return;
    this.restaurant.value = restaurant;
    saveMessage(`restaurant.${this.visit.restaurantId}`, RestaurantSchema, restaurant);
  }

  #placed(order: Order): void {
    this.orders.put(order);
    this.basket.empty();
    announce(`Order ${order.number} is placed.`);
    if (route.value.name === "basket") swap({ name: "orders" });
  }

  #moved(order: Order): void {
    announce(`Order ${order.number}: ${headline(order)}`);
    navigator.vibrate?.(80);
  }
}
