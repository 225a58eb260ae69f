import { create } from "@bufbuild/protobuf";
import { Allergen, Diet, type Menu, MenuSchema } from "../../src/gen/here2order/catalog/v1/menu_pb";

const rupees = (amount: number) => ({ currency: "INR", amount: BigInt(amount * 100) });

interface Dish {
  id: string;
  name: string;
  description: string;
  price: number;
  station: string;
  minutes: number;
  allergens?: Allergen[];
  diets?: Diet[];
  asks?: string[];
}

const DISHES: Record<string, Dish[]> = {
  jetty: [
    {
      id: "pepper-squid",
      name: "Pepper squid",
      description: "Cut in rings, thrown hard and fast with cracked pepper and curry leaves.",
      price: 420,
      station: "fire",
      minutes: 8,
      allergens: [Allergen.MOLLUSCS],
      asks: ["heat"],
    },
    {
      id: "lentil-vada",
      name: "Parippu vada",
      description: "Coarse lentil fritters with ginger and green chilli. Five to the plate.",
      price: 220,
      station: "fire",
      minutes: 9,
      diets: [Diet.VEGETARIAN, Diet.VEGAN],
      asks: ["two-chutneys"],
    },
    {
      id: "banana-blossom-cutlets",
      name: "Banana-blossom cutlets",
      description: "The purple heart of the banana flower and beetroot, crumbed.",
      price: 260,
      station: "fire",
      minutes: 10,
      allergens: [Allergen.GLUTEN, Allergen.MUSTARD],
      diets: [Diet.VEGETARIAN, Diet.VEGAN],
    },
  ],
  pots: [
    {
      id: "alleppey-fish-curry",
      name: "Alleppey fish curry",
      description: "Kingfish, green mango and coconut milk, yellow with turmeric. The gentle one.",
      price: 540,
      station: "pots",
      minutes: 12,
      allergens: [Allergen.FISH, Allergen.MUSTARD],
      asks: ["heat", "bread-with-it"],
    },
    {
      id: "chicken-ishtu",
      name: "Chicken ishtu",
      description: "Chicken, potato and carrot in thin and thick coconut milk with whole spice.",
      price: 460,
      station: "pots",
      minutes: 11,
      diets: [Diet.HALAL],
      asks: ["bread-with-it"],
    },
  ],
  sweets: [
    {
      id: "ada-pradhaman",
      name: "Ada pradhaman",
      description: "Flakes of rice in dark jaggery and three pressings of coconut milk.",
      price: 240,
      station: "sweets",
      minutes: 5,
      allergens: [Allergen.MILK, Allergen.NUTS],
      diets: [Diet.VEGETARIAN],
    },
    {
      id: "coffee-caramel",
      name: "Crème caramel with filter coffee",
      description: "The convent-school custard, with a caramel taken as far as it will go.",
      price: 280,
      station: "sweets",
      minutes: 4,
      allergens: [Allergen.MILK, Allergen.EGGS],
      diets: [Diet.VEGETARIAN],
    },
  ],
};

const CHAPTERS: Record<string, [string, string]> = {
  jetty: ["From the jetty", "Small plates, fried or tossed to order."],
  pots: ["Clay pots", "Cooked and served in the same unglazed pot."],
  sweets: ["Sweets", "Jaggery rather than sugar, wherever it lets us."],
};

const LISTS = [
  {
    id: "heat",
    name: "How hot?",
    minSelections: 1,
    maxSelections: 1,
    options: [
      { id: "gentle", name: "Gentle, for a first visit" },
      { id: "as-we-eat-it", name: "As we eat it", preselected: true },
      { id: "toddy-shop", name: "Toddy-shop hot, you were warned" },
    ],
  },
  {
    id: "two-chutneys",
    name: "Choose two chutneys",
    minSelections: 2,
    maxSelections: 2,
    options: [
      { id: "white-coconut", name: "White coconut" },
      { id: "tomato-shallot", name: "Charred tomato and shallot" },
      { id: "gunpowder", name: "Gunpowder in sesame oil", price: rupees(20) },
    ],
  },
  {
    id: "bread-with-it",
    name: "Something to mop up with?",
    minSelections: 0,
    maxSelections: 4,
    options: [
      { id: "appam", name: "Appam, one", price: rupees(60), maxQuantity: 4 },
      { id: "parotta", name: "Malabar parotta, one", price: rupees(70), maxQuantity: 4 },
    ],
  },
];

/** A menu of seven dishes; `raise` is added to every price, in rupees. */
export function menu(version: bigint, raise = 0): Menu {
  return create(MenuSchema, {
    restaurantId: "rst_00000000000000000000000000",
    version,
    currency: "INR",
    categories: Object.entries(CHAPTERS).map(([id, [name, description]]) => ({
      id,
      name,
      description,
      itemIds: (DISHES[id] ?? []).map((dish) => dish.id),
    })),
    items: Object.values(DISHES).flatMap((dishes) =>
      dishes.map((dish) => ({
        id: dish.id,
        name: dish.name,
        description: dish.description,
        photoUrl: `/photos/${dish.id}.svg`,
        price: rupees(dish.price + raise),
        taxId: "gst",
        stationId: dish.station,
        prepSeconds: dish.minutes * 60,
        allergens: dish.allergens ?? [],
        diets: dish.diets ?? [],
        modifierListIds: dish.asks ?? [],
      })),
    ),
    modifierLists: LISTS,
  });
}
