import { expect, test } from "vitest";
import { fold, matchesWords, plural } from "../../src/format/fold";
import { formatAmount } from "../../src/format/money";
import { clockTime, minutes, stopwatch } from "../../src/format/time";

test("an amount has as many digits as its currency", () => {
  expect(formatAmount(1250n, "EUR", "sum", "en")).toBe("€12.50");
  expect(formatAmount(1250n, "JPY", "sum", "en")).toBe("¥1,250");
  expect(formatAmount(1250n, "KWD", "sum", "en")).toMatch(/1\.250$/);
  expect(formatAmount(-50n, "EUR", "sum", "en")).toBe("-€0.50");
});

test("a menu leaves out what says nothing", () => {
  expect(formatAmount(42000n, "INR", "menu", "en")).toBe("₹420");
  expect(formatAmount(42050n, "INR", "menu", "en")).toBe("₹420.50");
});

test("a time is the restaurant's, not the phone's", () => {
  const noon = Date.UTC(2026, 10, 22, 12, 0);
  expect(clockTime(noon, "Asia/Kolkata", "en-GB")).toBe("17:30");
  expect(clockTime(noon, "Europe/Lisbon", "en-GB")).toBe("12:00");
});

test("a time zone that this browser does not know is no reason to show nothing", () => {
  expect(clockTime(Date.now(), "Mars/Olympus", "en-GB")).toMatch(/^\d\d:\d\d$/);
});

test("a timer counts minutes and seconds, and hours when it must", () => {
  expect(stopwatch(0)).toBe("0:00");
  expect(stopwatch(247_900)).toBe("4:07");
  expect(stopwatch(3_847_000)).toBe("1:04:07");
  expect(stopwatch(-5_000)).toBe("0:00");
});

test("minutes are said in words", () => {
  expect(minutes(10_000)).toBe("less than a minute");
  expect(minutes(65_000)).toBe("1 minute");
  expect(minutes(720_000)).toBe("12 minutes");
  expect(plural(1, "dish", "dishes")).toBe("1 dish");
});

test("a search does not mind accents, case or the order of words", () => {
  expect(fold("Crème Brûlée")).toBe("creme brulee");
  expect(fold("Smørrebrød")).toBe("smorrebrod");
  expect(matchesWords(fold("Caldeirada à pescador"), fold("pescador cald"))).toBe(true);
  expect(matchesWords(fold("Caldeirada"), fold("bacalhau"))).toBe(false);
});
