import { expect, test } from "vitest";
import { OnDemand } from "../../src/live/onDemand";

class Stream {
  running = false;

  start(): void {
    this.running = true;
  }

  pause(): void {
    this.running = false;
  }

  poke(): void {}
  lost(): void {}
}

test("a stream runs while it is wanted and the page is awake", () => {
  const stream = new Stream();
  const onDemand = new OnDemand(stream);
  onDemand.start();
  expect(stream.running).toBe(false);
  onDemand.want(true);
  expect(stream.running).toBe(true);
  onDemand.pause();
  expect(stream.running).toBe(false);
  onDemand.start();
  expect(stream.running).toBe(true);
  onDemand.want(false);
  expect(stream.running).toBe(false);
});

test("waking up does not begin what nobody wants", () => {
  const stream = new Stream();
  const onDemand = new OnDemand(stream, true);
  onDemand.start();
  onDemand.want(false);
  onDemand.pause();
  onDemand.start();
  expect(stream.running).toBe(false);
});
