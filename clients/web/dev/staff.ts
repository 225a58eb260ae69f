import { create } from "@bufbuild/protobuf";
import { FailureKind } from "../src/gen/here2order/billing/v1/payment_pb";
import {
  CreatePaymentRequestSchema,
  TakeCashRequestSchema,
} from "../src/gen/here2order/billing/v1/payment_service_pb";
import { Channel } from "../src/gen/here2order/notifications/v1/contact_pb";
import { MessageKind, MessageState } from "../src/gen/here2order/notifications/v1/message_pb";
import { LineRequestSchema } from "../src/gen/here2order/ordering/v1/order_pb";
import { startStaff } from "../src/staff/start";
import { inr } from "./house/bill";
import { House } from "./house/house";
import { houseTransport } from "./house/transport";

// In the console: house.till.say("pay_…", "paid"), house.place(…). Any token signs in.
const house = new House();
const line = { offline: false };
const visit = (number: number) => `vis_${String(number).padStart(26, "0")}`;
const wish = (itemId: string, quantity: number) =>
  create(LineRequestSchema, { key: `${itemId} ${house.orders.size}`, itemId, quantity });

function sit(number: number, table: string, name: string, dishes: [string, number][]): void {
  const lines = dishes.map(([id, count]) => wish(id, count));
  house.place(lines, table, "", number * 600_000, { visitId: visit(number), guestName: name });
  house.seat(visit(number), table, name);
}

sit(1, "4", "Meera Krishnamurthy-Venkataraman", [
  ["pepper-squid", 2],
  ["alleppey-fish-curry", 1],
]);
sit(2, "10", "Jo", [
  ["chicken-ishtu", 99],
  ["ada-pradhaman", 99],
]);
sit(3, "2", "", [["lentil-vada", 1]]);
sit(4, "Terrace 7", "Ravi", [["ada-pradhaman", 3]]);
house.seat(visit(5), "11", "");

const begun = house.till.begin(
  create(CreatePaymentRequestSchema, {
    requestId: "a",
    amount: inr(60_000n),
    tipAmount: inr(6_000n),
  }),
);
const declined = house.till.begin(
  create(CreatePaymentRequestSchema, { requestId: "b", amount: inr(20_000n) }),
);
house.till.say(declined.id, FailureKind.DECLINED, "The bank declined it: insufficient funds.");
house.till.say(begun.id, "processing");
const all = house.till.bill(visit(4)).dueAmount?.amount ?? 0n;
house.till.cash(
  create(TakeCashRequestSchema, {
    visitId: visit(4),
    amount: inr(all),
    tipAmount: inr(4_400n),
    tenderedAmount: inr(200_000n),
  }),
);
const told = { tableName: "4", maskedPhone: "+91 •••••• 3210", language: "en", visitId: visit(1) };
house.post.add({
  ...told,
  kind: MessageKind.ORDER_READY,
  state: MessageState.DELIVERED,
  channel: Channel.WHATSAPP,
  text: "Chakara: your order K7QX is ready and on its way to table 4.",
});
house.post.add({
  ...told,
  kind: MessageKind.PAYMENT_PAID,
  state: MessageState.FAILED,
  channel: Channel.SMS,
  text: "Chakara: ₹1,449.00 paid, thank you. Receipt: http://localhost:8080/receipt/9f3ce1d07a52b864",
  attempts: [
    {
      channel: Channel.WHATSAPP,
      status: "undelivered",
      errorCode: 63016,
      errorText: "outside the 24 hours in which WhatsApp takes free text",
    },
    {
      channel: Channel.SMS,
      status: "undelivered",
      errorCode: 30006,
      errorText: "a landline, which takes no messages",
    },
  ],
});
Object.assign(globalThis, { house, line });
const root = document.getElementById("app");
const configure = async () => ({ clerkUrl: "", signInUrl: "http://localhost:4010" });
if (root) void startStaff(root, configure, () => houseTransport(house, line));
