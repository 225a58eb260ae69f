import { Code, ConnectError } from "@connectrpc/connect";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Link, Watch } from "../../src/live/watch";
import { SILENCE_MS } from "../../src/live/watchdog";

interface Message {
  cursor: string;
  text: string;
}

/** A server whose connections are played by hand. */
class Line {
  readonly cursors: string[] = [];
  readonly links: Link["state"][] = [];
  readonly texts: string[] = [];
  over = "";
  #push: ((message: Message) => void) | undefined;
  #fail: ((error: unknown) => void) | undefined;

  readonly watch = new Watch<Message>({
    open: (cursor, signal) => this.#open(cursor, signal),
    cursorOf: ({ cursor }) => cursor,
    onMessage: ({ text }) => this.texts.push(text),
    onLink: ({ state }) => this.links.push(state),
    renew: async () => {
      this.renewals += 1;
    },
    onOver: ({ reason }) => {
      this.over = reason || "over";
    },
  });

  renewals = 0;

  async say(text: string, cursor = ""): Promise<void> {
    this.#push?.({ cursor, text });
    await vi.advanceTimersByTimeAsync(0);
  }

  async fail(code: Code): Promise<void> {
    this.#fail?.(new ConnectError("", code));
    await vi.advanceTimersByTimeAsync(0);
  }

  async *#open(cursor: string, signal: AbortSignal): AsyncGenerator<Message> {
    this.cursors.push(cursor);
    while (true) {
      yield await new Promise<Message>((resolve, reject) => {
        this.#push = resolve;
        this.#fail = reject;
        signal.addEventListener("abort", () => reject(new ConnectError("", Code.Canceled)));
      });
    }
  }
}

let line: Line;

beforeEach(async () => {
  vi.useFakeTimers();
  line = new Line();
  line.watch.start();
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => {
  line.watch.pause();
  vi.useRealTimers();
});

test("a broken stream goes on from the last cursor", async () => {
  await line.say("snapshot", "c1");
  await line.say("change", "c2");
  await line.fail(Code.Unavailable);
  expect(line.links).toEqual(["connecting", "live", "down"]);
  await vi.advanceTimersByTimeAsync(600);
  expect(line.cursors).toEqual(["", "c2"]);
  await line.say("beat", "c3");
  expect(line.links.at(-1)).toBe("live");
});

test("a part of a snapshot has no cursor: it begins anew", async () => {
  await line.say("first part", "");
  await line.fail(Code.Unavailable);
  await vi.advanceTimersByTimeAsync(600);
  expect(line.cursors).toEqual(["", ""]);
});

test("a silence longer than two heartbeats means that nobody is there", async () => {
  await line.say("snapshot", "c1");
  await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
  expect(line.cursors).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(line.cursors).toEqual(["", "c1"]);
});

test("heartbeats keep a quiet stream alive", async () => {
  for (let beat = 1; beat <= 10; beat += 1) {
    await line.say("beat", `c${beat}`);
    await vi.advanceTimersByTimeAsync(15_000);
  }
  expect(line.cursors).toHaveLength(1);
});

test("an expired token is renewed, and the stream goes on", async () => {
  await line.say("snapshot", "c1");
  await line.fail(Code.Unauthenticated);
  await vi.advanceTimersByTimeAsync(0);
  expect(line.renewals).toBe(1);
  expect(line.cursors).toEqual(["", "c1"]);
});

test("a refusal ends it", async () => {
  await line.fail(Code.FailedPrecondition);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(line.over).toBe("over");
  expect(line.cursors).toHaveLength(1);
});

test("a pause keeps the cursor, and two starts are one", async () => {
  await line.say("snapshot", "c1");
  line.watch.pause();
  await vi.advanceTimersByTimeAsync(60_000);
  line.watch.start();
  line.watch.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(line.cursors).toEqual(["", "c1"]);
  expect(line.links).toEqual(["connecting", "live", "connecting"]);
});

test("when the network is back, nobody waits any longer", async () => {
  await line.say("snapshot", "c1");
  await line.fail(Code.Unavailable);
  line.watch.poke();
  await vi.advanceTimersByTimeAsync(0);
  expect(line.cursors).toEqual(["", "c1"]);
});

test("a machine that says it is offline is believed at once", async () => {
  await line.say("snapshot", "c1");
  line.watch.lost();
  await vi.advanceTimersByTimeAsync(0);
  expect(line.links.at(-1)).toBe("down");
  await vi.advanceTimersByTimeAsync(600);
  expect(line.cursors).toEqual(["", "c1"]);
});
