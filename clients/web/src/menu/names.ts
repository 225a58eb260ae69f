import { Allergen, Diet } from "../gen/here2order/catalog/v1/menu_pb";

const ALLERGENS: Record<Allergen, string> = {
  [Allergen.UNSPECIFIED]: "",
  [Allergen.GLUTEN]: "Gluten",
  [Allergen.CRUSTACEANS]: "Crustaceans",
  [Allergen.EGGS]: "Eggs",
  [Allergen.FISH]: "Fish",
  [Allergen.PEANUTS]: "Peanuts",
  [Allergen.SOYA]: "Soya",
  [Allergen.MILK]: "Milk",
  [Allergen.NUTS]: "Nuts",
  [Allergen.CELERY]: "Celery",
  [Allergen.MUSTARD]: "Mustard",
  [Allergen.SESAME]: "Sesame",
  [Allergen.SULPHITES]: "Sulphites",
  [Allergen.LUPIN]: "Lupin",
  [Allergen.MOLLUSCS]: "Molluscs",
};

const DIETS: Record<Diet, string> = {
  [Diet.UNSPECIFIED]: "",
  [Diet.VEGETARIAN]: "Vegetarian",
  [Diet.VEGAN]: "Vegan",
  [Diet.HALAL]: "Halal",
  [Diet.KOSHER]: "Kosher",
  [Diet.JAIN]: "Jain",
};

/** One that this page does not know yet is still shown: it may matter to somebody. */
export function allergenName(allergen: Allergen): string {
  return ALLERGENS[allergen] ?? `Allergen ${allergen}`;
}

export function dietName(diet: Diet): string {
  return DIETS[diet] ?? "";
}

/** To read: what is vegan need not be called vegetarian too. */
export function dietNames(diets: readonly Diet[]): string[] {
  const vegan = diets.includes(Diet.VEGAN);
  return diets
    .filter((diet) => !(vegan && diet === Diet.VEGETARIAN))
    .map(dietName)
    .filter((name) => name !== "");
}
