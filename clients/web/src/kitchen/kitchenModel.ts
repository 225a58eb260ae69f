import { type Client, createClient, type Transport } from "@connectrpc/connect";
import { computed, signal } from "@preact/signals";
import { type Failure, failureOf, isTokenBad } from "../api/failure";
import type { TokenSource } from "../api/transport";
import { words } from "../api/words";
import { MenuService } from "../gen/here2order/catalog/v1/menu_service_pb";
import { type Restaurant, RestaurantSchema } from "../gen/here2order/catalog/v1/restaurant_pb";
import { RestaurantService } from "../gen/here2order/catalog/v1/restaurant_service_pb";
import { DeviceService } from "../gen/here2order/identity/v1/device_service_pb";
import { OrderService } from "../gen/here2order/ordering/v1/order_service_pb";
import { TicketService } from "../gen/here2order/ordering/v1/ticket_service_pb";
import { backoff, LONGEST_KITCHEN_MS } from "../live/backoff";
import { keepAwake } from "../live/presence";
import { ServerClock } from "../live/serverClock";
import type { Link, Watch } from "../live/watch";
import { MenuStore } from "../menu/menuStore";
import { load, loadMessage, save, saveMessage } from "../storage/local";
import { announce } from "../ui/announce";
import { Chime } from "./chime";
import type { Command } from "./commands";
import { Device } from "./device";
import { Journal } from "./journal";
import { Notices } from "./notices";
import { Sender } from "./sender";
import { project } from "./tickets/projection";
import { TicketsStore } from "./tickets/ticketsStore";

/** The kitchen's page: the one place where it is wired. */
export class KitchenModel {
  readonly device = new Device();
  readonly clock = new ServerClock();
  readonly chime = new Chime();
  readonly notices = new Notices();
  readonly restaurant = signal<Restaurant | undefined>(loadMessage("place", RestaurantSchema));
  readonly stationId = signal(load<string>("station") ?? "");
  readonly link = signal<Link>({ state: "connecting", since: Date.now() });
  readonly store = signal(this.#newStore());
  readonly menu: MenuStore;
  readonly journal: Journal;
  /** What the screen shows: the server's word, and what was tapped since. */
  readonly tickets = computed(() =>
    project(
      this.store.value.tickets.value,
      this.journal.entries.value.map(({ command }) => command),
    ),
  );
  readonly timeZone = computed(() => this.restaurant.value?.timeZone ?? "UTC");
  readonly #devices: Client<typeof DeviceService>;
  readonly #restaurants: Client<typeof RestaurantService>;
  readonly #ticketService: Client<typeof TicketService>;
  #watch: Watch<never> | undefined;
  #sleepless: (() => void) | undefined;

  constructor(transportWith: (token: TokenSource) => Transport) {
    const transport = transportWith(() => this.device.token());
    this.#devices = createClient(DeviceService, transport);
    this.#restaurants = createClient(RestaurantService, transport);
    this.#ticketService = createClient(TicketService, transport);
    const menuClient = createClient(MenuService, transport);
    this.menu = new MenuStore(menuClient, (call) => call(), "kitchen");
    const sender = new Sender(
      this.#ticketService,
      createClient(OrderService, transport),
      menuClient,
      this,
    );
    this.journal = new Journal(
      (command) => sender.send(command),
      (command, failure) => this.#refused(command, failure),
    );
  }

  async pair(code: string): Promise<void> {
    await this.device.pair(this.#devices, code);
    this.open();
  }

  /** Begins to work, if this screen is paired. */
  open(): void {
    if (!this.device.paired.value) return;
    this.clock.start();
    this.watchStation(this.stationId.value);
    void this.#loadRestaurant();
    void this.journal.flush();
  }

  /** Empty: all stations. */
  watchStation(stationId: string): void {
    this.#stop();
    this.stationId.value = stationId;
    save("station", stationId);
    this.store.value = this.#newStore();
    const watch = this.store.value.watch(this.#ticketService, stationId, this.clock, {
      onLink: (link) => this.#linked(link),
      onOver: (failure) => this.unpair(farewell(failure)),
    });
    this.#watch = watch as Watch<never>;
    this.#sleepless = keepAwake([watch], { pauseHidden: false });
    watch.start();
  }

  unpair(why: string): void {
    this.#stop();
    this.clock.stop();
    this.journal.forget();
    save("menu.kitchen", undefined);
    save("place", undefined);
    this.device.unpair(why);
  }

  tap(command: Command): void {
    this.journal.push(command);
  }

  #stop(): void {
    this.#watch?.pause();
    this.#sleepless?.();
  }

  #linked(link: Link): void {
    this.link.value = link;
    if (link.state === "live") void this.journal.flush();
  }

  #newStore(): TicketsStore {
    return new TicketsStore(() => {
      this.chime.ring();
      announce("A new ticket has come in.");
    });
  }

  #refused(command: Command, failure: Failure): void {
    const orderId = "orderId" in command ? command.orderId : "";
    const ticket = this.store.value.tickets.value.find((one) => one.orderId === orderId);
    const what = ticket ? `Table ${ticket.tableName}, ${ticket.orderNumber}: ` : "";
    this.notices.add(what + words(failure));
  }

  async #loadRestaurant(failures = 0): Promise<void> {
    try {
      const { restaurant } = await this.#restaurants.getRestaurant({});
      if (!restaurant) return;
      this.restaurant.value = restaurant;
      saveMessage("place", RestaurantSchema, restaurant);
    } catch (error) {
      const failure = failureOf(error);
      if (isTokenBad(failure)) return; // the stream hears the same and says so
      setTimeout(
        () => void this.#loadRestaurant(failures + 1),
        backoff(failures + 1, LONGEST_KITCHEN_MS),
      );
    }
  }
}

function farewell(failure: Failure): string {
  const lost = isTokenBad(failure) && failure.reason !== "DEVICE_REVOKED";
  return lost ? "This screen is not known here any more. Pair it again." : words(failure);
}
