import { BillState } from "../gen/here2order/billing/v1/bill_pb";
import {
  type Failure,
  FailureKind,
  type Payment,
  PaymentMethod,
  PaymentState,
  PaymentStep,
  RefundState,
} from "../gen/here2order/billing/v1/payment_pb";

const BILLS: Record<BillState, string> = {
  [BillState.UNSPECIFIED]: "",
  [BillState.EMPTY]: "Nothing ordered",
  [BillState.UNPAID]: "Unpaid",
  [BillState.PENDING]: "Being paid",
  [BillState.PARTLY_PAID]: "Partly paid",
  [BillState.PAID]: "Paid",
};

const PAYMENTS: Record<PaymentState, string> = {
  [PaymentState.UNSPECIFIED]: "",
  [PaymentState.PENDING]: "Pending",
  [PaymentState.PAID]: "Paid",
  [PaymentState.FAILED]: "Failed",
  [PaymentState.PARTIALLY_REFUNDED]: "Partly refunded",
  [PaymentState.REFUNDED]: "Refunded",
};

const STEPS: Record<PaymentStep, string> = {
  [PaymentStep.UNSPECIFIED]: "Under way",
  [PaymentStep.PREPARING]: "Being prepared",
  [PaymentStep.AWAITING_GUEST]: "Guest is choosing how to pay",
  [PaymentStep.AWAITING_APPROVAL]: "Waiting for the guest's approval",
  [PaymentStep.PROCESSING]: "The bank is working on it",
};

const METHODS: Record<PaymentMethod, string> = {
  [PaymentMethod.UNSPECIFIED]: "",
  [PaymentMethod.ONLINE]: "Online",
  [PaymentMethod.CARD]: "Card",
  [PaymentMethod.UPI]: "UPI",
  [PaymentMethod.WALLET]: "Wallet",
  [PaymentMethod.CASH]: "Cash",
};

const FAILURES: Record<FailureKind, string> = {
  [FailureKind.UNSPECIFIED]: "The payment did not go through.",
  [FailureKind.DECLINED]: "Your bank declined it. Another card, or another way, may work.",
  [FailureKind.NOT_AUTHENTICATED]: "It was not approved with your bank.",
  [FailureKind.EXPIRED]: "It was not paid in time.",
  [FailureKind.CANCELLED]: "It was called off.",
  [FailureKind.TOO_LATE]: "The money came after the payment had ended. It goes back to you.",
  [FailureKind.REFUSED]: "This payment cannot be taken online. Please ask the staff.",
};

const REFUNDS: Record<RefundState, string> = {
  [RefundState.UNSPECIFIED]: "",
  [RefundState.PENDING]: "On its way back",
  [RefundState.DONE]: "Given back",
  [RefundState.FAILED]: "Refund failed",
};

export const billState = (state: BillState) => BILLS[state];
export const paymentState = (state: PaymentState) => PAYMENTS[state];
export const stepWords = (step: PaymentStep) => STEPS[step];
export const refundState = (state: RefundState) => REFUNDS[state];

/** "Visa •••• 4242" if it is told, else "Card". */
export function methodWords(payment: Payment): string {
  return payment.methodText || METHODS[payment.method];
}

/** Why no money was taken, in a sentence; the server's own words first. */
export function failureWords(failure: Failure | undefined): string {
  return failure?.text || FAILURES[failure?.kind ?? FailureKind.UNSPECIFIED];
}
