import { Code, ConnectError } from "@connectrpc/connect";
import { type Failure, failureOf } from "../api/failure";
import { backoff } from "./backoff";
import { afterFailure, type Next } from "./policy";
import { Watchdog } from "./watchdog";

/** The connection behind what is on the screen; `since` in milliseconds of this machine's clock. */
export type Link = { state: "connecting" | "live" | "down"; since: number };

/** How to follow one stream. */
export interface Feed<Message> {
  /** Opens the stream; `onOpen` is to be called when the server has answered. */
  open(cursor: string, signal: AbortSignal, onOpen: () => void): AsyncIterable<Message>;
  /** The cursor that a message carries, or an empty string. */
  cursorOf(message: Message): string;
  /** A connection begins: parts of a snapshot that is not complete are void. */
  onConnect?(): void;
  onMessage(message: Message): void;
  onLink?(link: Link): void;
  /** Gets a new token, for the calls to use. Rejects if there is none to be had. */
  renew?(): Promise<void>;
  /** The longest wait between two attempts, in milliseconds. */
  longestWaitMs?: number;
  /** It will not go on: the visit is over, the device is revoked … */
  onOver(failure: Failure): void;
}

/** A connection that was silent for longer than a heartbeat is not believed after a sleep. */
const STALE_MS = 20_000;

/** Follows a stream for as long as it is wanted, through every break. */
export class Watch<Message> {
  #cursor = "";
  #failures = 0;
  /** Rises with every start and pause: a loop of an older one ends. */
  #turn = 0;
  #running = false;
  #connection: AbortController | undefined;
  #wake: (() => void) | undefined;
  #lastHeard = Date.now();
  #state: Link["state"] | undefined;
  readonly #feed: Feed<Message>;

  constructor(feed: Feed<Message>) {
    this.#feed = feed;
  }

  /** Begins, or goes on after a pause from where it was. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#turn += 1;
    void this.#run(this.#turn);
  }

  /** Lets go of the connection and keeps the cursor. */
  pause(): void {
    this.#running = false;
    this.#turn += 1;
    this.#state = undefined;
    this.#connection?.abort();
    this.#wake?.();
  }

  /** The network or the person is back: wait no longer, and do not trust an old silence. */
  poke(): void {
    this.#wake?.();
    if (Date.now() - this.#lastHeard > STALE_MS) this.#connection?.abort();
  }

  /** The machine says that its network is gone: what is open is dead, though nobody has told it. */
  lost(): void {
    this.#connection?.abort();
  }

  async #run(turn: number): Promise<void> {
    this.#link("connecting");
    while (turn === this.#turn) {
      const failure = failureOf(await this.#follow(turn));
      if (turn !== this.#turn) return;
      this.#failures += 1;
      this.#link("down");
      await this.#recover(failure);
    }
  }

  /** One connection, from opening to its end. Gives the reason of the end. */
  async #follow(turn: number): Promise<unknown> {
    const connection = new AbortController();
    this.#connection = connection;
    const watchdog = new Watchdog(() => connection.abort());
    const heard = () => {
      if (turn !== this.#turn) return;
      watchdog.feed();
      this.#lastHeard = Date.now();
      this.#link("live");
    };
    try {
      this.#feed.onConnect?.();
      for await (const message of this.#feed.open(this.#cursor, connection.signal, heard)) {
        if (connection.signal.aborted) break;
        heard();
        this.#take(message);
      }
      return new ConnectError("the stream ended", Code.Unavailable);
    } catch (error) {
      if (!connection.signal.aborted) return error;
      return new ConnectError("nothing was heard", Code.Unavailable);
    } finally {
      watchdog.stop();
      connection.abort();
    }
  }

  #take(message: Message): void {
    this.#failures = 0;
    this.#feed.onMessage(message);
    this.#cursor = this.#feed.cursorOf(message) || this.#cursor;
  }

  async #recover(failure: Failure): Promise<void> {
    let next = afterFailure(failure, this.#cursor, this.#failures, this.#feed.longestWaitMs);
    let reason = failure;
    if (next.kind === "renew") [next, reason] = await this.#renew(failure);
    if (next.kind === "again") {
      this.#cursor = next.cursor;
      await this.#wait(next.waitMs);
    } else {
      this.pause();
      this.#feed.onOver(reason);
    }
  }

  async #renew(expired: Failure): Promise<[Next, Failure]> {
    if (!this.#feed.renew) return [{ kind: "over" }, expired];
    try {
      await this.#feed.renew();
      const waitMs = this.#failures > 1 ? backoff(this.#failures, this.#feed.longestWaitMs) : 0;
      return [{ kind: "again", waitMs, cursor: this.#cursor }, expired];
    } catch (error) {
      const failure = failureOf(error);
      const next = afterFailure(failure, this.#cursor, this.#failures, this.#feed.longestWaitMs);
      return [next.kind === "renew" ? { kind: "over" } : next, failure];
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #link(state: Link["state"]): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#feed.onLink?.({ state, since: state === "down" ? this.#lastHeard : Date.now() });
  }
}
