import type { ComponentChildren } from "preact";
import { BillState } from "../gen/here2order/billing/v1/bill_pb";
import { PaymentState, RefundState } from "../gen/here2order/billing/v1/payment_pb";
import { billState, paymentState, refundState } from "./words";
import "./badge.css";

export type Tone = "good" | "wait" | "bad" | "plain";

/** A state in a word, with a colour that says the same. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class="badge" data-tone={tone}>
      {children}
    </span>
  );
}

export function BillBadge({ state }: { state: BillState }) {
  return <Badge tone={BILL_TONES[state] ?? "plain"}>{billState(state)}</Badge>;
}

export function PaymentBadge({ state }: { state: PaymentState }) {
  return <Badge tone={PAYMENT_TONES[state] ?? "plain"}>{paymentState(state)}</Badge>;
}

export function RefundBadge({ state }: { state: RefundState }) {
  return <Badge tone={REFUND_TONES[state] ?? "plain"}>{refundState(state)}</Badge>;
}

const BILL_TONES: Partial<Record<BillState, Tone>> = {
  [BillState.PENDING]: "wait",
  [BillState.PARTLY_PAID]: "wait",
  [BillState.PAID]: "good",
};

const PAYMENT_TONES: Partial<Record<PaymentState, Tone>> = {
  [PaymentState.PENDING]: "wait",
  [PaymentState.PAID]: "good",
  [PaymentState.FAILED]: "bad",
};

const REFUND_TONES: Partial<Record<RefundState, Tone>> = {
  [RefundState.PENDING]: "wait",
  [RefundState.DONE]: "good",
  [RefundState.FAILED]: "bad",
};
