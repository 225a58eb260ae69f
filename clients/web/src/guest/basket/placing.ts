import { create } from "@bufbuild/protobuf";
import { signal } from "@preact/signals";
import { type Failure, failureOf, isRefusal } from "../../api/failure";
import { uuid } from "../../api/uuid";
import type { Order } from "../../gen/here2order/ordering/v1/order_pb";
import {
  type PlaceOrderRequest,
  PlaceOrderRequestSchema,
} from "../../gen/here2order/ordering/v1/order_service_pb";
import { backoff } from "../../live/backoff";
import type { Caller } from "../../menu/menuStore";
import { loadMessage, save, saveMessage } from "../../storage/local";
import type { Basket } from "./lines";
import type { OrderClient } from "./quoteStore";
import { lineRequests } from "./request";

export type PlacingState =
  | { kind: "idle" }
  | { kind: "sending"; tries: number }
  /** No answer after several tries: it is not known whether the order arrived. */
  | { kind: "unanswered"; failure: Failure }
  | { kind: "refused"; failure: Failure };

const TRIES = 6;

/**
 * Places an order once. The request is kept, byte for byte, with its request id, until an answer
 * came: after a lost connection or a reload the same one is sent again, and the server gives the
 * answer that it gave, or would have given, the first time.
 */
export class Placing {
  readonly state = signal<PlacingState>({ kind: "idle" });
  readonly #client: OrderClient;
  readonly #call: Caller;
  readonly #key: string;
  readonly #onPlaced: (order: Order) => void;
  readonly #wait: (ms: number) => Promise<void>;

  constructor(
    client: OrderClient,
    call: Caller,
    options: {
      visitId: string;
      onPlaced(order: Order): void;
      wait?(ms: number): Promise<void>;
    },
  ) {
    this.#client = client;
    this.#call = call;
    this.#key = `placing.${options.visitId}`;
    this.#onPlaced = options.onPlaced;
    this.#wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  }

  /** Orders what is in the basket; an order that is still without an answer goes first. */
  async place(basket: Basket): Promise<void> {
    if (this.state.value.kind === "sending") return;
    await this.#send(this.#unanswered() ?? this.#begin(basket));
  }

  /** After a reload, or when the network is back: goes on with an order that got no answer. */
  async resume(): Promise<void> {
    const request = this.#unanswered();
    if (request && this.state.value.kind !== "sending") await this.#send(request);
  }

  #unanswered(): PlaceOrderRequest | undefined {
    return loadMessage(this.#key, PlaceOrderRequestSchema) ?? this.#pending;
  }

  #pending: PlaceOrderRequest | undefined;

  #begin(basket: Basket): PlaceOrderRequest {
    const request = create(PlaceOrderRequestSchema, {
      requestId: uuid(),
      menuVersion: BigInt(basket.menuVersion),
      lines: lineRequests(basket.lines),
      note: basket.note.trim(),
    });
    this.#pending = request; // storage may be switched off
    saveMessage(this.#key, PlaceOrderRequestSchema, request);
    return request;
  }

  async #send(request: PlaceOrderRequest): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      this.state.value = { kind: "sending", tries };
      try {
        const { order } = await this.#call(() => this.#client.placeOrder(request));
        this.#settle({ kind: "idle" });
        if (order) this.#onPlaced(order);
        return;
      } catch (error) {
        const failure = failureOf(error);
        if (isRefusal(failure)) return this.#settle({ kind: "refused", failure });
        if (tries >= TRIES) {
          this.state.value = { kind: "unanswered", failure };
          return;
        }
        await this.#wait(Math.max(failure.retryAfterMs, backoff(tries)));
      }
    }
  }

  /** An answer came: the request has done its work. */
  #settle(state: PlacingState): void {
    this.#pending = undefined;
    save(this.#key, undefined);
    this.state.value = state;
  }
}
