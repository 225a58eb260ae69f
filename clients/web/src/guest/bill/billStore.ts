import type { Client } from "@connectrpc/connect";
import { computed, signal } from "@preact/signals";
import type { Failure } from "../../api/failure";
import type { Bill } from "../../gen/here2order/billing/v1/bill_pb";
import type {
  BillService,
  WatchBillResponse,
} from "../../gen/here2order/billing/v1/bill_service_pb";
import { type Payment, PaymentState } from "../../gen/here2order/billing/v1/payment_pb";
import { type Link, Watch } from "../../live/watch";

export type BillClient = Client<typeof BillService>;

/** What the party owes and has paid, live. The newest bill replaces all before. */
export class BillStore {
  readonly bill = signal<Bill | undefined>(undefined);
  readonly link = signal<Link>({ state: "connecting", since: Date.now() });
  /** A payment of this phone that is under way. */
  readonly ownPending = computed(() =>
    this.bill.value?.payments.findLast(({ own, state }) => own && state === PaymentState.PENDING),
  );

  find(paymentId: string): Payment | undefined {
    return this.bill.value?.payments.find(({ id }) => id === paymentId);
  }

  watch(
    client: BillClient,
    ends: { renew(): Promise<void>; onOver(failure: Failure): void },
  ): Watch<WatchBillResponse> {
    return new Watch<WatchBillResponse>({
      open: (_cursor, signal, onHeader) => client.watchBill({}, { signal, onHeader, timeoutMs: 0 }),
      cursorOf: () => "",
      onMessage: ({ event }) => {
        if (event.case === "bill") this.bill.value = event.value;
      },
      onLink: (link) => {
        this.link.value = link;
      },
      ...ends,
    });
  }
}
