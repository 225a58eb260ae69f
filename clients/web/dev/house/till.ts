import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampFromMs, timestampNow } from "@bufbuild/protobuf/wkt";
import { Code } from "@connectrpc/connect";
import type { Bill } from "../../src/gen/here2order/billing/v1/bill_pb";
import {
  type FailureKind,
  type Payment,
  PaymentMethod,
  PaymentSchema,
  PaymentState,
  PaymentStep,
  RefundState,
} from "../../src/gen/here2order/billing/v1/payment_pb";
import type {
  CreatePaymentRequest,
  RefundPaymentRequest,
  TakeCashRequest,
} from "../../src/gen/here2order/billing/v1/payment_service_pb";
import { billOf, inr } from "./bill";
import { type House, refusal } from "./house";
import { Topic } from "./topic";

type Change = Exclude<MessageInitShape<typeof PaymentSchema>, Payment>;

const HALF_AN_HOUR_MS = 30 * 60_000;
const VISIT = "vis_00000000000000000000000001";

/** The money of the house: payments as the server would hold them, and what Stripe says of them. */
export class Till {
  readonly payments = new Map<string, Payment>();
  readonly byRequest = new Map<string, string>();
  readonly changes = new Topic<Payment>();
  /** Where the checkout finds its script. */
  scriptUrl = "/dev/stripe/stripe.js";
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  bill(visitId = VISIT): Bill {
    const payments = [...this.payments.values()].filter((one) => one.visitId === visitId);
    return billOf(this.#house, payments, visitId);
  }

  /** A guest begins to pay; the checkout follows in a moment, as from the workflow. */
  begin(request: CreatePaymentRequest): Payment {
    const known = this.byRequest.get(request.requestId);
    if (known) return this.find(known);
    const amount = request.amount?.amount ?? 0n;
    this.#check(amount, VISIT);
    const payment = this.#make(VISIT, amount, request.tipAmount?.amount ?? 0n, {
      state: PaymentState.PENDING,
      step: PaymentStep.PREPARING,
      method: PaymentMethod.ONLINE,
      own: true,
      expireTime: timestampFromMs(Date.now() + HALF_AN_HOUR_MS),
    });
    this.byRequest.set(request.requestId, payment.id);
    setTimeout(() => this.prepared(payment.id), 250);
    return payment;
  }

  prepared(id: string): void {
    if (this.find(id).step !== PaymentStep.PREPARING) return;
    const checkout = {
      clientSecret: `${id}_secret`,
      publishableKey: "pk_test_house",
      scriptUrl: this.scriptUrl,
    };
    this.change(id, { step: PaymentStep.AWAITING_GUEST, checkout: checkout });
  }

  /** What Stripe tells the server about it. */
  say(id: string, what: "approval" | "processing" | "paid" | FailureKind, text = ""): Payment {
    if (what === "approval") return this.change(id, { step: PaymentStep.AWAITING_APPROVAL });
    if (what === "processing") return this.change(id, { step: PaymentStep.PROCESSING });
    const over = { step: PaymentStep.UNSPECIFIED, checkout: undefined };
    if (what !== "paid") {
      const failure = { kind: what, code: "", text };
      return this.change(id, { ...over, state: PaymentState.FAILED, failure });
    }
    return this.change(id, {
      ...over,
      state: PaymentState.PAID,
      method: PaymentMethod.CARD,
      methodText: "Visa •••• 4242",
      receiptToken: `receipt-of-${id.slice(-6)}`,
      paidTime: timestampNow(),
    });
  }

  cash(request: TakeCashRequest): Payment {
    const amount = request.amount?.amount ?? 0n;
    const tip = request.tipAmount?.amount ?? 0n;
    const tendered = request.tenderedAmount?.amount ?? 0n;
    this.#check(amount, request.visitId);
    if (tendered < amount + tip) throw refusal(Code.InvalidArgument, "TENDERED_TOO_LITTLE");
    return this.#make(request.visitId, amount, tip, {
      state: PaymentState.PAID,
      method: PaymentMethod.CASH,
      tenderedAmount: inr(tendered),
      changeAmount: inr(tendered - amount - tip),
      receiptToken: `receipt-of-cash-${this.payments.size}`,
      paidTime: timestampNow(),
    });
  }

  refund(request: RefundPaymentRequest): Payment {
    const payment = this.find(request.paymentId);
    const { what } = request;
    const left = (payment.totalAmount?.amount ?? 0n) - (payment.refundedAmount?.amount ?? 0n);
    const shares = this.bill(payment.visitId).rounds.flatMap(({ lines }) => lines);
    const lines = what.case === "lines" ? what.value.lines : [];
    const ofLines = lines.reduce((sum, wish) => {
      const line = shares.find((one) => one.lineKey === wish.lineKey);
      return (
        sum +
        ((line?.shareAmount?.amount ?? 0n) * BigInt(wish.quantity)) / BigInt(line?.quantity ?? 1)
      );
    }, 0n);
    const amount =
      what.case === "all" ? left : what.case === "lines" ? ofLines : what.value?.amount;
    if (!amount || amount > left) throw refusal(Code.FailedPrecondition, "REFUND_ABOVE_PAID");
    const state = payment.method === PaymentMethod.CASH ? RefundState.DONE : RefundState.PENDING;
    const refunded = (payment.refundedAmount?.amount ?? 0n) + amount;
    const refund = {
      id: `rfd_${String(payment.refunds.length + 1).padStart(26, "0")}`,
      state,
      amount: inr(amount),
      reason: request.reason,
      createTime: timestampNow(),
    };
    return this.change(payment.id, {
      refunds: [...payment.refunds, refund],
      refundedAmount: inr(refunded),
      state: amount === left ? PaymentState.REFUNDED : PaymentState.PARTIALLY_REFUNDED,
    });
  }

  change(id: string, change: Change): Payment {
    const before = this.find(id);
    const changed = create(PaymentSchema, change);
    const named = Object.keys(change).map((name) => [name, changed[name as keyof Payment]]);
    const version = before.version + 1n;
    const next = { ...before, ...Object.fromEntries(named), version, updateTime: timestampNow() };
    return this.#keep(next as Payment);
  }

  find(id: string): Payment {
    const payment = this.payments.get(id);
    if (!payment) throw refusal(Code.NotFound, "NOT_FOUND");
    return payment;
  }

  #check(amount: bigint, visitId: string): void {
    const due = this.bill(visitId).dueAmount?.amount ?? 0n;
    if (due === 0n) throw refusal(Code.FailedPrecondition, "NOTHING_DUE");
    const sums = { due: String(due), amount: String(amount) };
    if (amount > due) throw refusal(Code.FailedPrecondition, "AMOUNT_ABOVE_DUE", sums);
  }

  #make(visitId: string, amount: bigint, tip: bigint, rest: Change): Payment {
    return this.#keep(
      create(PaymentSchema, {
        id: `pay_${String(this.payments.size + 1).padStart(26, "0")}`,
        restaurantId: this.#house.restaurant.id,
        visitId,
        tableName: this.bill(visitId).tableName,
        amount: inr(amount),
        tipAmount: inr(tip),
        totalAmount: inr(amount + tip),
        createTime: timestampNow(),
        updateTime: timestampNow(),
        version: 1n,
        ...rest,
      }),
    );
  }

  #keep(payment: Payment): Payment {
    this.payments.set(payment.id, payment);
    this.changes.publish(payment);
    return payment;
  }
}
