import { create } from "@bufbuild/protobuf";
import { TakeCashRequestSchema } from "../src/gen/here2order/billing/v1/payment_service_pb";
import { LineRequestSchema } from "../src/gen/here2order/ordering/v1/order_pb";
import { startReceipt } from "../src/receipt/start";
import { inr } from "./house/bill";
import { House } from "./house/house";
import { houseTransport } from "./house/transport";

const house = new House();
const wish = (itemId: string, quantity: number) =>
  create(LineRequestSchema, { key: itemId, itemId, quantity });
house.place([wish("pepper-squid", 2), wish("alleppey-fish-curry", 1)]);
const payment = house.till.cash(
  create(TakeCashRequestSchema, {
    visitId: "vis_00000000000000000000000001",
    amount: inr(144_900n),
    tipAmount: inr(10_000n),
    tenderedAmount: inr(200_000n),
  }),
);
const root = document.getElementById("app");
const transport = () => houseTransport(house);
if (root) startReceipt(root, location.search ? "unknown" : payment.receiptToken, transport);
