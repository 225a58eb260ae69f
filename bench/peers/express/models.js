// The house in Mongoose, as its guide has it: one model a noun, references between them,
// what must hold in the schema. Amounts are in minor units.
import mongoose from "mongoose";

const { Schema, model } = mongoose;
const { ObjectId } = Schema.Types;

const amount = { type: Number, required: true, min: 0, validate: Number.isInteger };
const words = (most) => ({
  type: String,
  required: true,
  trim: true,
  minlength: 1,
  maxlength: most,
});
const owner = { type: ObjectId, ref: "Restaurant", required: true, index: true };

export const STATUSES = ["placed", "accepted", "preparing", "ready", "served", "cancelled"];

export const Tax = model(
  "Tax",
  new Schema({ restaurant: owner, slug: words(60), name: words(80), rate: amount }),
);

export const Restaurant = model(
  "Restaurant",
  new Schema({
    name: words(120),
    currency: { type: String, required: true, match: /^[A-Z]{3}$/ },
    inclusive: { type: Boolean, default: true },
    taxes: [{ type: ObjectId, ref: "Tax" }],
  }),
);

const optionSchema = new Schema(
  {
    slug: words(60),
    name: words(80),
    price: { ...amount, default: 0 },
    preselected: { type: Boolean, default: false },
    most: { type: Number, default: 1, min: 1, max: 20 },
  },
  { _id: false },
);

export const Choice = model(
  "Choice",
  new Schema({
    restaurant: owner,
    slug: words(60),
    name: words(80),
    least: { type: Number, default: 0, min: 0, max: 50 },
    most: { type: Number, default: 0, min: 0, max: 50 },
    options: [optionSchema],
  }),
);

export const Item = model(
  "Item",
  new Schema({
    restaurant: owner,
    slug: words(60),
    name: words(120),
    description: { type: String, default: "", maxlength: 1000 },
    photo: { type: String, default: "", maxlength: 500 },
    price: amount,
    tax: { type: ObjectId, ref: "Tax" },
    station: words(60),
    seconds: { type: Number, default: 0, min: 0, max: 14400 },
    allergens: [String],
    diets: [String],
    choices: [{ type: ObjectId, ref: "Choice" }],
  }),
);

export const Category = model(
  "Category",
  new Schema({
    restaurant: owner,
    slug: words(60),
    name: words(80),
    description: { type: String, default: "", maxlength: 500 },
    position: { type: Number, required: true },
    items: [{ type: ObjectId, ref: "Item" }],
  }),
);
