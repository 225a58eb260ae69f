import { type Client, createClient, type Transport } from "@connectrpc/connect";
import { computed, effect, signal } from "@preact/signals";
import { insist } from "../api/insist";
import { uuid } from "../api/uuid";
import { millis } from "../format/time";
import { BillService } from "../gen/here2order/billing/v1/bill_service_pb";
import type { Payment } from "../gen/here2order/billing/v1/payment_pb";
import {
  PaymentService,
  type RefundPaymentRequest,
} from "../gen/here2order/billing/v1/payment_service_pb";
import type { Restaurant } from "../gen/here2order/catalog/v1/restaurant_pb";
import { RestaurantService } from "../gen/here2order/catalog/v1/restaurant_service_pb";
import { Role } from "../gen/here2order/identity/v1/team_pb";
import type { Message } from "../gen/here2order/notifications/v1/message_pb";
import { MessageService } from "../gen/here2order/notifications/v1/message_service_pb";
import { OrderService } from "../gen/here2order/ordering/v1/order_service_pb";
import { VisitService } from "../gen/here2order/ordering/v1/visit_service_pb";
import { LiveList } from "../live/liveList";
import { OnDemand } from "../live/onDemand";
import { keepAwake } from "../live/presence";
import type { ClerkSession } from "./clerk";
import { FloorStore } from "./floor/floorStore";
import type { Place } from "./staffModel";

export type Tab = "floor" | "payments" | "messages";

/** Visits have no stream of their own: who has sat down is asked for now and then. */
const LOOK_MS = 20_000;

/** Everything that staff see and do in one restaurant. */
export class House {
  readonly tab = signal<Tab>("floor");
  readonly restaurant = signal<Restaurant | undefined>(undefined);
  readonly floor: FloorStore;
  readonly payments = new LiveList<Payment>({
    keyOf: ({ id }) => id,
    versionOf: ({ version }) => version,
    timeOf: ({ createTime }) => millis(createTime) ?? 0,
  });
  readonly messages = new LiveList<Message>({
    keyOf: ({ id }) => id,
    versionOf: ({ version }) => version,
    timeOf: ({ createTime }) => millis(createTime) ?? 0,
  });
  readonly timeZone = computed(() => this.restaurant.value?.timeZone ?? "UTC");
  readonly currency = computed(() => this.restaurant.value?.currency ?? "EUR");
  /** Only owners and managers give money back. */
  readonly mayRefund: boolean;
  readonly #payments: Client<typeof PaymentService>;
  readonly #messages: Client<typeof MessageService>;
  readonly #restaurants: Client<typeof RestaurantService>;
  readonly #session: ClerkSession;
  #leave: (() => void) | undefined;

  constructor(
    session: ClerkSession,
    transport: Transport,
    readonly place: Place,
  ) {
    this.#session = session;
    this.mayRefund = place.role === Role.OWNER || place.role === Role.MANAGER;
    this.#payments = createClient(PaymentService, transport);
    this.#messages = createClient(MessageService, transport);
    this.#restaurants = createClient(RestaurantService, transport);
    const clients = {
      bills: createClient(BillService, transport),
      orders: createClient(OrderService, transport),
      visits: createClient(VisitService, transport),
    };
    this.floor = new FloorStore(clients, session.call.bind(session), place.restaurantId);
  }

  open(): void {
    const ends = { renew: () => this.#session.renew(), onOver: () => this.#session.signOut() };
    const messages = new OnDemand(this.#watchMessages(ends));
    const stopWanting = effect(() => messages.want(this.tab.value === "messages"));
    const watches = [this.#watchPayments(ends), this.floor.watch(ends), messages];
    for (const watch of watches) watch.start();
    const sleepless = keepAwake(watches, { pauseHidden: true });
    const timer = setInterval(() => void this.look(), LOOK_MS);
    void this.look();
    void this.#loadRestaurant();
    this.#leave = () => {
      clearInterval(timer);
      stopWanting();
      sleepless();
      for (const watch of watches) watch.pause();
    };
  }

  leave(): void {
    this.#leave?.();
  }

  async look(): Promise<void> {
    await this.floor.look().catch(() => {}); // the streams say when there is no connection
  }

  /**
   * Amounts in minor units. Answers with what to give back. The same request id takes it once,
   * also when an answer got lost and somebody presses again.
   */
  async takeCash(
    visitId: string,
    requestId: string,
    sums: { amount: bigint; tip: bigint; tendered: bigint },
  ) {
    const money = (amount: bigint) => ({ currency: this.currency.value, amount });
    const request = {
      restaurantId: this.place.restaurantId,
      visitId,
      requestId,
      amount: money(sums.amount),
      tipAmount: money(sums.tip),
      tenderedAmount: money(sums.tendered),
    };
    return this.#take(() => this.#payments.takeCash(request));
  }

  async refund(request: RefundPaymentRequest) {
    return this.#take(() => this.#payments.refundPayment(request));
  }

  async cancel(payment: Payment) {
    const request = { restaurantId: this.place.restaurantId, paymentId: payment.id };
    return this.#take(() => this.#payments.cancelPayment(request));
  }

  async resend(message: Message): Promise<void> {
    const request = {
      restaurantId: this.place.restaurantId,
      messageId: message.id,
      requestId: uuid(),
      expectedVersion: message.version,
    };
    const send = () => this.#session.call(() => this.#messages.resendMessage(request));
    const { message: next } = await insist(send);
    if (next) this.messages.put(next);
  }

  async #take(send: () => Promise<{ payment?: Payment }>): Promise<Payment | undefined> {
    const { payment } = await insist(() => this.#session.call(send));
    if (payment) {
      this.payments.put(payment);
      this.floor.touch(payment.visitId);
    }
    return payment;
  }

  #watchPayments(ends: { renew(): Promise<void>; onOver(): void }) {
    const { restaurantId } = this.place;
    return this.payments.watch({
      open: (cursor, signal, onHeader) =>
        this.#payments.watchPayments({ restaurantId, cursor }, { signal, onHeader, timeoutMs: 0 }),
      read: ({ cursor, event }) => ({
        cursor,
        ...(event.case === "snapshot" && {
          snapshot: { items: event.value.payments, more: event.value.more },
        }),
        ...(event.case === "payment" && { item: event.value }),
      }),
      onItem: (payment) => this.floor.touch(payment.visitId),
      ...ends,
    });
  }

  #watchMessages(ends: { renew(): Promise<void>; onOver(): void }) {
    const { restaurantId } = this.place;
    return this.messages.watch({
      open: (cursor, signal, onHeader) =>
        this.#messages.watchMessages({ restaurantId, cursor }, { signal, onHeader, timeoutMs: 0 }),
      read: ({ cursor, event }) => ({
        cursor,
        ...(event.case === "snapshot" && {
          snapshot: { items: event.value.messages, more: event.value.more },
        }),
        ...(event.case === "message" && { item: event.value }),
      }),
      ...ends,
    });
  }

  async #loadRestaurant(): Promise<void> {
    const { restaurantId } = this.place;
    const load = () => this.#session.call(() => this.#restaurants.getRestaurant({ restaurantId }));
    const { restaurant } = await insist(load);
    this.restaurant.value = restaurant;
  }
}
