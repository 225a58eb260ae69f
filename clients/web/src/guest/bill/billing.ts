import { createClient, type Transport } from "@connectrpc/connect";
import { computed, effect, signal } from "@preact/signals";
import { paymentState } from "../../billing/words";
import { BillService } from "../../gen/here2order/billing/v1/bill_service_pb";
import { PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { PaymentService } from "../../gen/here2order/billing/v1/payment_service_pb";
import { OnDemand } from "../../live/onDemand";
import { keepAwake } from "../../live/presence";
import { announce } from "../../ui/announce";
import { route } from "../route";
import type { Session } from "../session";
import { type BillClient, BillStore } from "./billStore";
import type { Part } from "./part";
import { Paying } from "./paying";
import type { Tip } from "./tip";

/** Everything about the bill; made when the guest first asks for it. */
export class Billing {
  readonly store = new BillStore();
  readonly paying: Paying;
  /** What the guest has chosen to pay: kept, so that trying again begins with the same. */
  readonly part = signal<Part>({ kind: "all" });
  readonly tip = signal<Tip>({ kind: "none" });
  /** The payment that the guest is busy with, as the server has it. */
  readonly current = computed(() => {
    const chosen = this.paying.paymentId.value;
    if (!chosen) return this.store.ownPending.value;
    const { value: begun } = this.paying.begun;
    return this.store.find(chosen) ?? (begun?.id === chosen ? begun : undefined);
  });
  readonly underWay = computed(() => this.current.value?.state === PaymentState.PENDING);
  readonly #bills: BillClient;
  readonly #session: Session;

  constructor(session: Session, transport: Transport, visitId: string) {
    const call = session.call.bind(session);
    this.#session = session;
    this.#bills = createClient(BillService, transport);
    this.paying = new Paying(createClient(PaymentService, transport), call, visitId);
  }

  /** Follows the bill while somebody looks at it, or while a payment is under way. */
  follow(): void {
    const watch = this.store.watch(this.#bills, {
      renew: () => this.#session.renew(),
      onOver: () => void this.look().catch(() => {}), // what is shown stays
    });
    const onDemand = new OnDemand(watch);
    keepAwake([onDemand], { pauseHidden: true });
    onDemand.start();
    effect(() => {
      onDemand.want(
        route.value.name === "bill" || this.underWay.value || this.paying.paymentId.value !== "",
      );
    });
    this.#tellOutcomes();
    void this.paying.resume();
  }

  /** The bill as it is now, also when the visit is over. */
  async look(): Promise<void> {
    const { bill } = await this.#session.call(() => this.#bills.getBill({}));
    if (bill) this.store.bill.value = bill;
  }

  #tellOutcomes(): void {
    let before: PaymentState | undefined;
    effect(() => {
      const state = this.current.value?.state;
      if (before === PaymentState.PENDING && state !== undefined && state !== before) {
        announce(`Payment: ${paymentState(state)}.`);
        navigator.vibrate?.(80);
      }
      before = state;
    });
  }
}
