import { create } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { batch, signal } from "@preact/signals";
import { type Failure, failureOf, isRefusal } from "../../api/failure";
import { insist } from "../../api/insist";
import { uuid } from "../../api/uuid";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";
import {
  type CreatePaymentRequest,
  CreatePaymentRequestSchema,
  type PaymentService,
} from "../../gen/here2order/billing/v1/payment_service_pb";
import type { Caller } from "../../menu/menuStore";
import { load, loadMessage, save, saveMessage } from "../../storage/local";

export type PaymentClient = Client<typeof PaymentService>;

export type PayingState =
  | { kind: "idle" }
  | { kind: "asking" }
  /** No answer after several tries: it is not known whether the payment was begun. */
  | { kind: "unanswered"; failure: Failure }
  | { kind: "refused"; failure: Failure };

/** Where it is kept that a payment was begun in this browser. */
export const payingKey = (visitId: string) => `paying.${visitId}`;
const requestKey = (visitId: string) => `paying.request.${visitId}`;

/**
 * Begins a payment once. The request is kept until it is answered, and the payment's id until the
 * guest is done with it, so that a reload, or the way back from a bank's page, goes on with it.
 */
export class Paying {
  readonly state = signal<PayingState>({ kind: "idle" });
  /** The payment that the guest is busy with; or empty. */
  readonly paymentId;
  /** As it was when it was begun: until the bill has it. */
  readonly begun = signal<Payment | undefined>(undefined);
  readonly #client: PaymentClient;
  readonly #call: Caller;
  readonly #visitId: string;
  readonly #wait: ((ms: number) => Promise<void>) | undefined;

  constructor(
    client: PaymentClient,
    call: Caller,
    visitId: string,
    wait?: (ms: number) => Promise<void>,
  ) {
    this.#client = client;
    this.#call = call;
    this.#visitId = visitId;
    this.#wait = wait;
    this.paymentId = signal(load<string>(payingKey(visitId)) ?? "");
  }

  /** In minor units. A request that is still without an answer goes first. True when it is begun. */
  async begin(amount: bigint, tip: bigint, currency: string): Promise<boolean> {
    if (this.state.value.kind === "asking") return false;
    await this.#send(this.#unanswered() ?? this.#request(amount, tip, currency));
    return this.paymentId.value !== "";
  }

  /** After a reload: goes on with a request that got no answer. */
  async resume(): Promise<void> {
    const request = this.#unanswered();
    if (request && this.state.value.kind !== "asking") await this.#send(request);
  }

  /** Calls it off; what is shown comes with the bill. */
  async cancel(payment: Payment): Promise<void> {
    await this.#call(() => this.#client.cancelPayment({ paymentId: payment.id }));
  }

  /** The guest has seen how it ended. */
  done(): void {
    this.#follow("");
    this.state.value = { kind: "idle" };
  }

  #request(amount: bigint, tip: bigint, currency: string): CreatePaymentRequest {
    const request = create(CreatePaymentRequestSchema, {
      requestId: uuid(),
      amount: { currency, amount },
      ...(tip > 0n && { tipAmount: { currency, amount: tip } }),
    });
    this.#pending = request; // storage may be switched off
    saveMessage(requestKey(this.#visitId), CreatePaymentRequestSchema, request);
    return request;
  }

  #pending: CreatePaymentRequest | undefined;

  #unanswered(): CreatePaymentRequest | undefined {
    return loadMessage(requestKey(this.#visitId), CreatePaymentRequestSchema) ?? this.#pending;
  }

  async #send(request: CreatePaymentRequest): Promise<void> {
    this.state.value = { kind: "asking" };
    try {
      const send = () => this.#call(() => this.#client.createPayment(request));
      const { payment } = await insist(send, this.#wait);
      this.#answered();
      if (payment) this.#begun(payment);
      this.state.value = { kind: "idle" };
    } catch (error) {
      const failure = failureOf(error);
      const refused = isRefusal(failure);
      if (refused) this.#answered();
      this.state.value = { kind: refused ? "refused" : "unanswered", failure };
    }
  }

  #begun(payment: Payment): void {
    batch(() => {
      this.begun.value = payment;
      this.#follow(payment.id);
    });
  }

  #answered(): void {
    this.#pending = undefined;
    save(requestKey(this.#visitId), undefined);
  }

  #follow(paymentId: string): void {
    this.paymentId.value = paymentId;
    save(payingKey(this.#visitId), paymentId || undefined);
  }
}
