import { create } from "@bufbuild/protobuf";
import type { Payment } from "../../gen/here2order/billing/v1/payment_pb";
import {
  type RefundPaymentRequest,
  RefundPaymentRequestSchema,
} from "../../gen/here2order/billing/v1/payment_service_pb";
import type { Wish } from "./refund";

/** The wish as the contract wants it; decided on what is shown, so on this version. */
export function refundRequest(
  payment: Payment,
  wish: Wish,
  amount: bigint,
  reason: string,
  requestId: string,
): RefundPaymentRequest {
  return create(RefundPaymentRequestSchema, {
    restaurantId: payment.restaurantId,
    paymentId: payment.id,
    requestId,
    what: what(wish, amount, payment.amount?.currency ?? ""),
    reason,
    expectedVersion: payment.version,
  });
}

function what(wish: Wish, amount: bigint, currency: string) {
  if (wish.kind === "all") return { case: "all" as const, value: true };
  if (wish.kind === "amount") return { case: "amount" as const, value: { currency, amount } };
  const chosen = [...wish.counts].filter(([, quantity]) => quantity > 0);
  const lines = chosen.map(([id, quantity]) => {
    const [orderId = "", ...key] = id.split("/");
    return { orderId, lineKey: key.join("/"), quantity };
  });
  return { case: "lines" as const, value: { lines } };
}
