import { expect, test } from "vitest";
import { menu } from "../../dev/house/menu";
import { Allergen, Diet } from "../../src/gen/here2order/catalog/v1/menu_pb";
import { filterMenu } from "../../src/guest/menu/filterStore";
import { indexMenu } from "../../src/menu/menuIndex";

const index = indexMenu(menu(1n));
const names = (query: string, diets: Diet[] = [], without: Allergen[] = []) =>
  filterMenu(index, query, { diets, without }).flatMap(({ items }) => items.map(({ id }) => id));

test("a search reads names and descriptions, without accents", () => {
  expect(names("creme")).toEqual(["coffee-caramel"]);
  expect(names("coconut")).toEqual(["alleppey-fish-curry", "chicken-ishtu", "ada-pradhaman"]);
});

test("diets must all fit, allergens must all be absent", () => {
  expect(names("", [Diet.VEGAN])).toEqual(["lentil-vada", "banana-blossom-cutlets"]);
  expect(names("", [Diet.VEGAN], [Allergen.GLUTEN])).toEqual(["lentil-vada"]);
});

test("a category without a fitting dish is left out", () => {
  const shown = filterMenu(index, "", { diets: [Diet.HALAL], without: [] });
  expect(shown.map(({ category }) => category.id)).toEqual(["pots"]);
});
