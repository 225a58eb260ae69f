import { timestampNow } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectRouter } from "@connectrpc/connect";
import { BillService } from "../../src/gen/here2order/billing/v1/bill_service_pb";
import { FailureKind } from "../../src/gen/here2order/billing/v1/payment_pb";
import { PaymentService } from "../../src/gen/here2order/billing/v1/payment_service_pb";
import { ReceiptService } from "../../src/gen/here2order/billing/v1/receipt_service_pb";
import { ContactService } from "../../src/gen/here2order/notifications/v1/contact_service_pb";
import { MessageService } from "../../src/gen/here2order/notifications/v1/message_service_pb";
import { type House, refusal } from "./house";
import { Topic } from "./topic";

const beat = () => ({
  event: { case: "heartbeat" as const, value: { serverTime: timestampNow() } },
});

/** Paying, receipts, and being told. */
export function tillServices({ service }: ConnectRouter, house: House): void {
  const { till, post } = house;
  const visitOf = (id: string) => id || undefined;
  service(BillService, {
    getBill: ({ visitId }) => ({ bill: till.bill(visitOf(visitId)) }),
    async *watchBill({ visitId }, { signal }) {
      const news = new Topic<"changed">();
      const following = news.follow(signal);
      void forward(house.changes.follow(signal), news);
      void forward(till.changes.follow(signal), news);
      yield { event: { case: "bill" as const, value: till.bill(visitOf(visitId)) } };
      yield beat();
      for await (const _ of following) {
        yield { event: { case: "bill" as const, value: till.bill(visitOf(visitId)) } };
      }
    },
  });
  service(PaymentService, {
    createPayment: (request) => ({ payment: till.begin(request) }),
    cancelPayment: ({ paymentId }) => ({
      payment: till.say(paymentId, FailureKind.CANCELLED),
    }),
    takeCash: (request) => ({ payment: till.cash(request) }),
    refundPayment: (request) => ({ payment: till.refund(request) }),
    getPayment: ({ paymentId }) => ({ payment: till.find(paymentId) }),
    listPayments: () => ({ payments: [...till.payments.values()].reverse() }),
    async *watchPayments({ cursor }, { signal }) {
      const following = till.changes.follow(signal);
      const payments = [...till.payments.values()];
      if (cursor === "")
        yield { cursor: "1", event: { case: "snapshot" as const, value: { payments } } };
      yield beat();
      for await (const payment of following)
        yield { cursor: "1", event: { case: "payment" as const, value: payment } };
    },
  });
  service(ReceiptService, {
    getReceipt: ({ receiptToken }) => {
      const payment = [...till.payments.values()].find((p) => p.receiptToken === receiptToken);
      if (!payment) throw refusal(Code.NotFound, "NOT_FOUND");
      const bill = till.bill(payment.visitId);
      return {
        receipt: {
          receiptToken,
          restaurantName: house.restaurant.name,
          addressLines: house.restaurant.addressLines,
          tableName: payment.tableName,
          timeZone: house.restaurant.timeZone,
          paidTime: payment.paidTime,
          businessDate: "2026-11-22",
          bill: { ...bill, payments: [] },
          payment,
        },
      };
    },
  });
  service(ContactService, {
    setContact: (request) => ({ contact: post.setContact(request) }),
    getContact: () => {
      if (!post.contact) throw refusal(Code.NotFound, "NOT_FOUND");
      return { contact: post.contact };
    },
    deleteContact: () => {
      post.contact = undefined;
      return {};
    },
  });
  service(MessageService, {
    listMessages: () => ({ messages: [...post.messages.values()].reverse() }),
    resendMessage: ({ messageId }) => ({ message: post.resend(messageId) }),
    async *watchMessages({ cursor }, { signal }) {
      const following = post.changes.follow(signal);
      const messages = [...post.messages.values()];
      if (cursor === "")
        yield { cursor: "1", event: { case: "snapshot" as const, value: { messages } } };
      yield beat();
      for await (const message of following)
        yield { cursor: "1", event: { case: "message" as const, value: message } };
    },
  });
}

async function forward(from: AsyncIterable<unknown>, to: Topic<"changed">): Promise<void> {
  for await (const _ of from) to.publish("changed");
}
