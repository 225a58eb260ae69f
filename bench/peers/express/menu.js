// GET /api/restaurants/:id/menu
import { Router } from "express";
import { allow, authenticate, HttpError } from "./auth.js";
import { Category, Choice, Restaurant } from "./models.js";
import { read } from "./read.js";

export const restaurants = Router();

restaurants.get("/:id/menu", authenticate, allow("guest", "staff"), async (req, res) => {
  const { id } = req.params;
  if (req.user.restaurant !== id) throw new HttpError(404, "no such restaurant");
  const [restaurant, categories, choices] = await Promise.all([
    read(Restaurant.findById(id).populate("taxes")),
    read(Category.find({ restaurant: id }).sort("position").populate("items")),
    read(Choice.find({ restaurant: id })),
  ]);
  if (!restaurant) throw new HttpError(404, "no such restaurant");
  res.json({ restaurant, categories, choices });
});
