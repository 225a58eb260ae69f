import { expect, test } from "vitest";
import { digitsOf, parseAmount, typed } from "../../src/format/typed";

test.each([
  ["1250", 125_000n],
  ["1,250", 125_000n],
  ["1.250", 125_000n],
  ["₹ 1,250.50", 125_050n],
  ["1.250,50 INR", 125_050n],
  ["1 250,5", 125_050n],
  ["12.", 1_200n],
  [".5", 50n],
  ["1,00,000", 10_000_000n],
])("%s is an amount", (text, amount) => {
  expect(parseAmount(text, "INR")).toBe(amount);
});

test.each(["", "-5", "abc", "1.2345", "1,250.505", "99999999999999", "5-", "1.2.3,4,5"])(
  "“%s” is none",
  (text) => {
    expect(parseAmount(text, "INR")).toBeUndefined();
  },
);

test("a currency without minor units has none", () => {
  expect(digitsOf("JPY")).toBe(0);
  expect(parseAmount("1,250", "JPY")).toBe(1250n);
  expect(typed(1250n, "JPY")).toBe("1250");
});

test("what is typed and read again is the same", () => {
  for (const amount of [0n, 5n, 50n, 100n, 12_345n, 1_000_000n]) {
    expect(parseAmount(typed(amount, "EUR"), "EUR")).toBe(amount);
  }
  expect(typed(1_200n, "EUR")).toBe("12");
});
