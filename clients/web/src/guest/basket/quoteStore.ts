import type { Client } from "@connectrpc/connect";
import { effect, signal } from "@preact/signals";
import { type Failure, failureOf } from "../../api/failure";
import type {
  OrderService,
  QuoteOrderResponse,
} from "../../gen/here2order/ordering/v1/order_service_pb";
import type { StaleMenu } from "../../gen/here2order/ordering/v1/stale_menu_pb";
import type { Caller, MenuStore } from "../../menu/menuStore";
import type { BasketStore } from "./basketStore";
import { isOut } from "./lines";
import { lineRequests } from "./request";
import { needsChoice } from "./stale";

export type OrderClient = Client<typeof OrderService>;

export type Quote =
  | { kind: "none" }
  | { kind: "asking" }
  | { kind: "quoted"; quote: QuoteOrderResponse }
  /** The menu has changed in a way that touches these lines: the guest has to look. */
  | { kind: "stale"; stale: StaleMenu }
  | { kind: "failed"; failure: Failure };

const SETTLE_MS = 250;

/** What the basket would cost by the server, asked again whenever it changes. */
export class QuoteStore {
  readonly quote = signal<Quote>({ kind: "none" });
  /** Somebody looks at the basket: only then is it worth asking. */
  readonly wanted = signal(false);
  readonly #client: OrderClient;
  readonly #call: Caller;
  readonly #basket: BasketStore;
  readonly #menu: MenuStore;
  readonly #round = signal(0);
  #asked = 0;

  constructor(client: OrderClient, call: Caller, basket: BasketStore, menu: MenuStore) {
    this.#client = client;
    this.#call = call;
    this.#basket = basket;
    this.#menu = menu;
    effect(() => this.#follow());
  }

  /** The server refused the order for the same reason that a quote would have been refused. */
  refused(stale: StaleMenu): void {
    this.#asked += 1;
    this.quote.value = { kind: "stale", stale };
  }

  /** Asks again what got no answer. */
  retry(): void {
    if (this.quote.value.kind === "failed") this.#round.value += 1;
  }

  #follow(): () => void {
    this.#round.value; // read, so that a retry counts as a change
    const { lines } = this.#basket.basket.value;
    const index = this.#menu.index.value;
    // Read here so that it is asked again when one of the lines runs out or comes back.
    const out = lines.filter((line) => isOut(line, this.#menu.soldOut.value)).length;
    this.#asked += 1;
    if (lines.length === 0 || !index) this.quote.value = { kind: "none" };
    else if (this.wanted.value && (out > 0 || !lines.some((line) => needsChoice(line, index)))) {
      return this.#askSoon(this.#asked);
    }
    return () => {};
  }

  #askSoon(asked: number): () => void {
    if (this.quote.peek().kind === "none") this.quote.value = { kind: "asking" };
    const timer = setTimeout(() => void this.#ask(asked), SETTLE_MS);
    return () => clearTimeout(timer);
  }

  async #ask(asked: number): Promise<void> {
    const { menuVersion, lines } = this.#basket.basket.value;
    const request = { menuVersion: BigInt(menuVersion), lines: lineRequests(lines) };
    const answer = await this.#call(() => this.#client.quoteOrder(request)).then(
      (quote): Quote => ({ kind: "quoted", quote }),
      (error): Quote => {
        const failure = failureOf(error);
        const stale = failure.staleMenu;
        return stale ? { kind: "stale", stale } : { kind: "failed", failure };
      },
    );
    if (asked === this.#asked) this.quote.value = answer;
  }
}
