// POST /api/orders, GET /api/orders/:id, PATCH /api/orders/:id/status
import { Router } from "express";
import mongoose from "mongoose";
import { allow, authenticate, HttpError } from "./auth.js";
import { tell } from "./live.js";
import { Order } from "./order.js";
import { price } from "./pricing.js";
import { read } from "./read.js";

const DUPLICATE_KEY = 11000;
const NEXT = {
  placed: ["accepted", "cancelled"],
  accepted: ["preparing", "cancelled"],
  preparing: ["ready"],
  ready: ["preparing", "served"],
  served: [],
  cancelled: [],
};

export const orders = Router();
orders.use(authenticate);

orders.post("/", allow("guest"), async (req, res) => {
  const { user, body } = req;
  if (body.restaurant !== user.restaurant) throw new HttpError(404, "no such restaurant");
  const priced = await price(user.restaurant, body.lines);
  const _id = new mongoose.Types.ObjectId();
  const order = new Order({
    ...priced,
    _id,
    restaurant: user.restaurant,
    visit: user.visit,
    table: user.table,
    guest: user.sub,
    number: _id.toString().slice(-4).toUpperCase(),
    note: body.note,
    history: [{ status: "placed", by: user.sub }],
    requestId: req.get("idempotency-key"),
  });
  try {
    await order.save();
  } catch (error) {
    if (error.code !== DUPLICATE_KEY) throw error;
    return res.json(await placedBefore(order));
  }
  tell(req.app.get("io"), "order:placed", order);
  res.status(201).json(order);
});

orders.get("/:id", async (req, res) => {
  const order = await read(Order.findOne({ _id: req.params.id, restaurant: req.user.restaurant }));
  if (!order) throw new HttpError(404, "no such order");
  res.json(order);
});

orders.patch("/:id/status", allow("staff"), async (req, res) => {
  const order = await Order.findOne({ _id: req.params.id, restaurant: req.user.restaurant });
  if (!order) throw new HttpError(404, "no such order");
  const { status } = req.body;
  if (!NEXT[order.status].includes(status)) throw new HttpError(409, `is ${order.status}`);
  order.status = status;
  order.history.push({ status, by: req.user.sub });
  await order.save();
  tell(req.app.get("io"), "order:status", order);
  res.json(order);
});

function placedBefore({ restaurant, guest, requestId }) {
  return read(Order.findOne({ restaurant, guest, requestId }));
}
