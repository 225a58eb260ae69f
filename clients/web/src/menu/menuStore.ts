import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { batch, signal } from "@preact/signals";
import type { Availability } from "../gen/here2order/catalog/v1/menu_pb";
import {
  type GetMenuResponse,
  GetMenuResponseSchema,
  type MenuService,
  type WatchMenuResponse,
} from "../gen/here2order/catalog/v1/menu_service_pb";
import { Watch } from "../live/watch";
import { loadMessage, saveMessage } from "../storage/local";
import { indexMenu, type MenuIndex } from "./menuIndex";
import { SoldOutSet } from "./soldOut";

export type MenuClient = Client<typeof MenuService>;
/** Runs a call with a token that is good, renewing it once if need be. */
export type Caller = <T>(call: () => Promise<T>) => Promise<T>;

/** The menu as it is now: kept over reloads, asked for by etag, then followed live. */
export class MenuStore {
  readonly index = signal<MenuIndex | undefined>(undefined);
  readonly soldOut = signal(new SoldOutSet());
  readonly #client: MenuClient;
  readonly #call: Caller;
  readonly #key: string;
  #held: GetMenuResponse | undefined;

  /** `restaurantId` names the copy in this browser. */
  constructor(client: MenuClient, call: Caller, restaurantId: string) {
    this.#client = client;
    this.#call = call;
    this.#key = `menu.${restaurantId}`;
    const kept = loadMessage(this.#key, GetMenuResponseSchema);
    if (kept?.menu) this.#take(kept);
  }

  /** Asks for the menu, unless the one at hand is still right. */
  async load(): Promise<void> {
    const etag = this.#held?.etag ?? "";
    const response = await this.#call(() => this.#client.getMenu({ etag }));
    if (!response.notModified) this.#take(response);
  }

  /** Follows publications and what runs out or comes back. */
  watch(renew?: () => Promise<void>): Watch<WatchMenuResponse> {
    return new Watch<WatchMenuResponse>({
      open: (_cursor, signal, onHeader) =>
        this.#client.watchMenu({}, { signal, onHeader, timeoutMs: 0 }),
      cursorOf: () => "",
      onMessage: ({ event }) => {
        if (event.case === "menu") this.#take(event.value);
        if (event.case === "availability") this.takeAvailability(event.value);
      },
      ...(renew && { renew }),
      onOver: () => {}, // whoever owns the token hears of it from the orders' stream
    });
  }

  takeAvailability(availability: Availability | undefined): void {
    const current = this.#held?.availability?.version ?? -1n;
    if (!availability || availability.version < current) return;
    // The etag named the menu with the old availability: the next load asks for both.
    const menu = this.#held?.menu;
    if (menu) this.#held = create(GetMenuResponseSchema, { menu, availability });
    this.soldOut.value = SoldOutSet.of(availability);
  }

  #take(response: GetMenuResponse): void {
    if (!response.menu) return;
    const menu = response.menu;
    this.#held = response;
    batch(() => {
      if (this.index.value?.version !== menu.version) this.index.value = indexMenu(menu);
      this.soldOut.value = SoldOutSet.of(response.availability);
    });
    saveMessage(this.#key, GetMenuResponseSchema, response);
  }
}
