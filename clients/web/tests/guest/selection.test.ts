import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { type ModifierList, ModifierListSchema } from "../../src/gen/here2order/catalog/v1/menu_pb";
import {
  choicesOf,
  choose,
  isFull,
  problem,
  quantityOf,
  rule,
  startingSelection,
} from "../../src/guest/item/selection";
import { SoldOutSet } from "../../src/menu/soldOut";

const ask = (min: number, max: number): ModifierList =>
  create(ModifierListSchema, {
    id: "sauce",
    name: "Sauce",
    minSelections: min,
    maxSelections: max,
    options: [
      { id: "mild", name: "Mild", preselected: true },
      { id: "hot", name: "Hot", maxQuantity: 3 },
      { id: "green", name: "Green" },
    ],
  });

const option = (list: ModifierList, i: number) => list.options[i] as ModifierList["options"][0];

test("a question says in words what it wants", () => {
  expect(rule(ask(1, 1))).toBe("Choose one");
  expect(rule(ask(0, 1))).toBe("Up to 1, if you like");
  expect(rule(ask(0, 0))).toBe("As many as you like");
  expect(rule(ask(2, 2))).toBe("Choose 2");
  expect(rule(ask(1, 3))).toBe("Choose 1 to 3");
  expect(rule(ask(2, 0))).toBe("Choose at least 2");
});

test("what is preselected is chosen, unless it is out", () => {
  const list = ask(1, 1);
  const begun = startingSelection([list], new SoldOutSet());
  expect(quantityOf(begun, list, option(list, 0))).toBe(1);
  const without = startingSelection([list], new SoldOutSet(["option sauce mild"]));
  expect(choicesOf(without, [list])).toEqual([]);
});

test("the answer to a single choice replaces the one before", () => {
  const list = ask(1, 1);
  const begun = startingSelection([list], new SoldOutSet());
  const after = choose(begun, list, option(list, 1), 1);
  expect(choicesOf(after, [list]).map(({ optionId }) => optionId)).toEqual(["hot"]);
});

test("quantities count towards the limit, and no option exceeds its own", () => {
  const list = ask(0, 4);
  const three = choose(new Map(), list, option(list, 1), 9);
  expect(quantityOf(three, list, option(list, 1))).toBe(3);
  expect(isFull(three, list)).toBe(false);
  expect(isFull(choose(three, list, option(list, 2), 1), list)).toBe(true);
});

test("too few and too many answers are said in words", () => {
  const none = new Map();
  expect(problem(none, ask(1, 1))).toBe("Please choose for “Sauce”");
  expect(problem(none, ask(2, 3))).toBe("Please choose 2 more for “Sauce”");
  const list = ask(0, 2);
  expect(problem(choose(none, list, option(list, 1), 3), list)).toContain("at most 2");
  expect(problem(none, list)).toBe("");
});
