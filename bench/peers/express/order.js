// An order, with what its lines cost on the day, and where it stands.
import mongoose from "mongoose";
import { STATUSES } from "./models.js";

const { Schema, model } = mongoose;
const { ObjectId } = Schema.Types;

const amount = { type: Number, required: true, min: 0, validate: Number.isInteger };

const chosenSchema = new Schema(
  {
    choice: { type: String, required: true },
    option: { type: String, required: true },
    name: { type: String, required: true },
    quantity: { type: Number, required: true, min: 1, max: 20 },
    price: amount,
  },
  { _id: false },
);

const lineSchema = new Schema(
  {
    key: { type: String, required: true, minlength: 1, maxlength: 40 },
    item: { type: ObjectId, ref: "Item", required: true },
    name: { type: String, required: true },
    station: { type: String, required: true },
    quantity: { type: Number, required: true, min: 1, max: 99, validate: Number.isInteger },
    options: [chosenSchema],
    note: { type: String, default: "", maxlength: 200 },
    unitPrice: amount,
    amount,
    tax: { type: ObjectId, ref: "Tax" },
    taxAmount: amount,
    status: { type: String, enum: ["queued", "preparing", "ready", "served"], default: "queued" },
  },
  { _id: false },
);

const taxSchema = new Schema(
  { tax: { type: ObjectId, ref: "Tax" }, name: String, rate: Number, amount },
  { _id: false },
);

const eventSchema = new Schema(
  {
    status: { type: String, enum: STATUSES, required: true },
    by: { type: String, required: true },
    at: { type: Date, default: Date.now },
  },
  { _id: false },
);

const orderSchema = new Schema(
  {
    restaurant: { type: ObjectId, ref: "Restaurant", required: true },
    visit: { type: String, required: true },
    table: { type: String, required: true },
    guest: { type: String, required: true },
    number: { type: String, required: true },
    status: { type: String, enum: STATUSES, default: "placed" },
    currency: { type: String, required: true },
    lines: { type: [lineSchema], validate: (lines) => lines.length > 0 && lines.length <= 100 },
    taxes: [taxSchema],
    subtotal: amount,
    total: amount,
    note: { type: String, default: "", maxlength: 500 },
    readyAt: { type: Date, required: true },
    history: [eventSchema],
    requestId: String,
  },
  { timestamps: true, writeConcern: { w: "majority", j: true } },
);

// As many indexes as ours has: the newest, those of a visit, the open ones, and one for retries.
orderSchema.index({ restaurant: 1, _id: -1 });
orderSchema.index({ restaurant: 1, visit: 1, _id: -1 });
orderSchema.index(
  { restaurant: 1, status: 1 },
  { partialFilterExpression: { status: { $in: STATUSES.slice(0, 4) } } },
);
orderSchema.index(
  { restaurant: 1, guest: 1, requestId: 1 },
  { unique: true, partialFilterExpression: { requestId: { $exists: true } } },
);

export const Order = model("Order", orderSchema);
