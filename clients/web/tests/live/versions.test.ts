import { expect, test } from "vitest";
import { Versioned } from "../../src/live/versions";

interface Thing {
  id: string;
  version: bigint;
  text: string;
}

const thing = (id: string, version: number, text = ""): Thing => ({
  id,
  version: BigInt(version),
  text,
});

const held = () =>
  new Versioned<Thing>({
    keyOf: ({ id }) => id,
    versionOf: ({ version }) => version,
    hasEnded: ({ text }) => text === "end",
  });

test("of one thing, versions only rise", () => {
  const things = held();
  expect(things.put(thing("a", 3, "new"))).toBe(true);
  expect(things.put(thing("a", 2, "late"))).toBe(false);
  expect(things.values()).toEqual([thing("a", 3, "new")]);
});

test("the same version again is taken: the server's word replaces a guess", () => {
  const things = held();
  things.put(thing("a", 3, "patched"));
  things.put(thing("a", 3, "whole"));
  expect(things.get("a")?.text).toBe("whole");
});

test("what has ended does not come back by something that was late", () => {
  const things = held();
  things.put(thing("a", 3));
  things.put(thing("a", 4, "end"));
  things.put(thing("a", 3));
  expect(things.values()).toEqual([]);
});

test("a snapshot replaces everything but what is newer than itself", () => {
  const things = held();
  things.put(thing("a", 5, "answer to a command"));
  things.put(thing("gone", 1));
  things.replaceAll([thing("a", 4, "snapshot"), thing("b", 1)], () => false);
  expect(things.values().map(({ id, version }) => `${id}${version}`)).toEqual(["a5", "b1"]);
});

test("a snapshot may lack what was made after it was read", () => {
  const things = held();
  things.put(thing("just placed", 1));
  things.replaceAll([thing("a", 4)], () => true);
  expect(things.values()).toHaveLength(2);
});
