// What an order costs. The client says what it wants; every price is the menu's.
import { HttpError } from "./auth.js";
import { Item, Restaurant } from "./models.js";
import { read } from "./read.js";

const MILLION = 1_000_000;

/** Lines, taxes and totals of what is asked for, or 422 with the reason. */
export async function price(restaurantId, wishes) {
  if (!Array.isArray(wishes) || wishes.length === 0) throw new HttpError(422, "lines: none");
  const [restaurant, items] = await Promise.all([
    read(Restaurant.findById(restaurantId).populate("taxes")),
    read(
      Item.find({
        restaurant: restaurantId,
        _id: { $in: wishes.map((wish) => wish.item) },
      }).populate("choices"),
    ),
  ]);
  if (!restaurant) throw new HttpError(404, "no such restaurant");
  if (new Set(wishes.map((wish) => wish.key)).size < wishes.length) {
    throw new HttpError(422, "lines: each needs a key of its own");
  }
  const menu = new Map(items.map((item) => [String(item._id), item]));
  const lines = wishes.map((wish) => priceLine(wish, menu.get(wish.item), restaurant));
  const taxes = taxTotals(lines, restaurant);
  const subtotal = sum(lines.map((line) => line.amount));
  const added = restaurant.inclusive ? 0 : sum(taxes.map((tax) => tax.amount));
  const seconds = Math.max(...wishes.map((wish) => menu.get(wish.item).seconds));
  const readyAt = new Date(Date.now() + seconds * 1000);
  return {
    currency: restaurant.currency,
    lines,
    taxes,
    subtotal,
    total: subtotal + added,
    readyAt,
  };
}

function priceLine(wish, item, restaurant) {
  if (!item) throw new HttpError(422, `${wish.item} is not on this menu`);
  if (!Number.isInteger(wish.quantity) || wish.quantity < 1) throw new HttpError(422, "quantity");
  const options = chosen(wish.options ?? [], item);
  const unitPrice = item.price + sum(options.map((option) => option.price * option.quantity));
  const amount = unitPrice * wish.quantity;
  const tax = restaurant.taxes.find((one) => one._id.equals(item.tax));
  return {
    key: wish.key,
    item: item._id,
    name: item.name,
    station: item.station,
    quantity: wish.quantity,
    options,
    note: wish.note,
    unitPrice,
    amount,
    tax: item.tax,
    taxAmount: tax ? taxOf(amount, tax.rate, restaurant.inclusive) : 0,
  };
}

function chosen(wishes, item) {
  const counts = new Map();
  const options = wishes.map((wish) => {
    const choice = item.choices.find((one) => one.slug === wish.choice);
    const option = choice?.options.find((one) => one.slug === wish.option);
    if (!option) throw new HttpError(422, `${item.name} has no option ${wish.option}`);
    const quantity = wish.quantity ?? 1;
    if (quantity > option.most) throw new HttpError(422, `at most ${option.most} ${option.name}`);
    counts.set(choice.slug, (counts.get(choice.slug) ?? 0) + quantity);
    return {
      choice: choice.slug,
      option: option.slug,
      name: option.name,
      quantity,
      price: option.price,
    };
  });
  for (const choice of item.choices) {
    const count = counts.get(choice.slug) ?? 0;
    if (count < choice.least) throw new HttpError(422, `choose ${choice.least}: ${choice.name}`);
    if (choice.most && count > choice.most) throw new HttpError(422, `too many: ${choice.name}`);
  }
  return options;
}

function taxTotals(lines, restaurant) {
  return restaurant.taxes
    .map((tax) => ({
      tax: tax._id,
      name: tax.name,
      rate: tax.rate,
      amount: sum(lines.filter((line) => tax._id.equals(line.tax)).map((line) => line.taxAmount)),
    }))
    .filter((tax) => tax.amount > 0);
}

const taxOf = (amount, rate, inclusive) =>
  Math.round((amount * rate) / (inclusive ? MILLION + rate : MILLION));

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
