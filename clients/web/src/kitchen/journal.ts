import { batch, signal } from "@preact/signals";
import { type Failure, failureOf, isRefusal } from "../api/failure";
import { uuid } from "../api/uuid";
import { backoff, LONGEST_KITCHEN_MS } from "../live/backoff";
import { load, save } from "../storage/local";
import type { Command } from "./commands";

export interface Entry {
  id: string;
  command: Command;
  tapMs: number;
}

const KEY = "journal";

/**
 * Every tap goes through here: written down, shown at once, sent in order, and crossed out when the
 * server has answered. Without a network it waits, over a reload too.
 */
export class Journal {
  readonly entries = signal<readonly Entry[]>(load<Entry[]>(KEY) ?? []);
  readonly #send: (command: Command) => Promise<() => void>;
  readonly #onRefused: (command: Command, failure: Failure) => void;
  #sending = false;
  #wanted = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `send` gives what is to be shown from then on: it replaces what was shown meanwhile. */
  constructor(
    send: (command: Command) => Promise<() => void>,
    onRefused: (command: Command, failure: Failure) => void,
  ) {
    this.#send = send;
    this.#onRefused = onRefused;
  }

  push(command: Command): void {
    this.#set([...this.entries.value, { id: uuid(), command, tapMs: Date.now() }]);
    void this.flush();
  }

  /** Sends what waits. Called after each tap, and when the network is back. */
  async flush(): Promise<void> {
    this.#wanted = true;
    if (this.#sending) return; // whoever sends sees that it is wanted, and begins again
    this.#sending = true;
    while (this.#wanted) {
      this.#wanted = false;
      clearTimeout(this.#timer);
      await this.#drain();
    }
    this.#sending = false;
  }

  async #drain(): Promise<void> {
    for (let next = this.entries.value[0]; next; next = this.entries.value[0]) {
      if (!(await this.#settle(next))) return;
    }
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#set([]);
  }

  /** True when the entry has got its answer. */
  async #settle(entry: Entry): Promise<boolean> {
    try {
      const show = await this.#send(entry.command);
      this.#failures = 0;
      batch(() => {
        show();
        this.#cross(entry);
      });
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (!isRefusal(failure)) return this.#later(failure);
      this.#cross(entry);
      this.#onRefused(entry.command, failure);
      return true;
    }
  }

  #later(failure: Failure): false {
    this.#failures += 1;
    const wait = Math.max(failure.retryAfterMs, backoff(this.#failures, LONGEST_KITCHEN_MS));
    this.#timer = setTimeout(() => void this.flush(), wait);
    return false;
  }

  #cross(entry: Entry): void {
    this.#set(this.entries.value.filter(({ id }) => id !== entry.id));
  }

  #set(entries: readonly Entry[]): void {
    this.entries.value = entries;
    save(KEY, entries.length > 0 ? entries : undefined);
  }
}
