import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { menu } from "../../dev/house/menu";
import {
  LineChange_Kind,
  StaleMenuSchema,
} from "../../src/gen/here2order/ordering/v1/stale_menu_pb";
import {
  addLine,
  type BasketLine,
  linesAmount,
  replaceLine,
  setQuantity,
  unitPrice,
} from "../../src/guest/basket/lines";
import { acceptChanges, isUntouched, needsChoice } from "../../src/guest/basket/stale";
import { indexMenu } from "../../src/menu/menuIndex";
import { SoldOutSet } from "../../src/menu/soldOut";

const now = indexMenu(menu(1n));
const dearer = indexMenu(menu(2n, 30));
const hot = { listId: "heat", optionId: "toddy-shop", quantity: 1 };
const appam = { listId: "bread-with-it", optionId: "appam", quantity: 2 };

function line(key: string, itemId: string, change: Partial<BasketLine> = {}): BasketLine {
  return { key, itemId, itemName: itemId, quantity: 1, choices: [], note: "", ...change };
}

test("the same wish twice is one line of two", () => {
  const one = addLine([], line("a", "pepper-squid", { choices: [hot] }));
  const two = addLine(one, line("b", "pepper-squid", { choices: [hot] }));
  expect(two.map(({ key, quantity }) => [key, quantity])).toEqual([["a", 2]]);
});

test("another choice or another note is another line", () => {
  const lines = addLine([line("a", "pepper-squid")], line("b", "pepper-squid", { choices: [hot] }));
  expect(addLine(lines, line("c", "pepper-squid", { note: "no salt" }))).toHaveLength(3);
});

test("a line that is changed into another one joins it", () => {
  const lines = [line("a", "pepper-squid"), line("b", "pepper-squid", { choices: [hot] })];
  const after = replaceLine(lines, line("b", "pepper-squid", { quantity: 3 }));
  expect(after.map(({ key, quantity }) => [key, quantity])).toEqual([["a", 4]]);
});

test("none of it takes the line out", () => {
  expect(setQuantity([line("a", "pepper-squid")], "a", 0)).toEqual([]);
});

test("a line costs the item with its options, each as often as chosen", () => {
  const curry = line("a", "alleppey-fish-curry", { choices: [appam], quantity: 2 });
  expect(unitPrice(curry, now)).toBe(660_00n);
  expect(linesAmount([curry, line("b", "lentil-vada")], now)).toBe(1540_00n);
});

test("what is gone has no price", () => {
  expect(unitPrice(line("a", "no-such-dish"), now)).toBeUndefined();
  const gone = { listId: "heat", optionId: "gone", quantity: 1 };
  expect(unitPrice(line("a", "pepper-squid", { choices: [gone] }), now)).toBeUndefined();
});

test("a publication that leaves the lines alone need not be asked about", () => {
  const lines = [line("a", "banana-blossom-cutlets")];
  expect(isUntouched(lines, now, now, new SoldOutSet())).toBe(true);
  expect(isUntouched(lines, now, dearer, new SoldOutSet())).toBe(false);
  const out = new SoldOutSet(["item banana-blossom-cutlets"]);
  expect(isUntouched(lines, now, now, out)).toBe(false);
});

test("accepting takes out what is gone and leaves what only costs more", () => {
  const lines = [line("a", "pepper-squid"), line("b", "lentil-vada")];
  const stale = create(StaleMenuSchema, {
    changes: [
      { lineKey: "a", kind: LineChange_Kind.ITEM_SOLD_OUT },
      { lineKey: "b", kind: LineChange_Kind.PRICE_CHANGED },
    ],
  });
  expect(acceptChanges(lines, stale).map(({ key }) => key)).toEqual(["b"]);
});

test("accepting drops an option that is out, and asks again where one is needed", () => {
  const squid = line("a", "pepper-squid", { choices: [hot] });
  const stale = create(StaleMenuSchema, {
    changes: [
      {
        lineKey: "a",
        kind: LineChange_Kind.OPTION_SOLD_OUT,
        modifierListId: "heat",
        optionId: "toddy-shop",
      },
    ],
  });
  const [after] = acceptChanges([squid], stale);
  expect(after?.choices).toEqual([]);
  expect(needsChoice(squid, now)).toBe(false);
  expect(after && needsChoice(after, now)).toBe(true);
});
