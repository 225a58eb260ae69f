import { batch, signal } from "@preact/signals";
import type { Failure } from "../api/failure";
import { Versioned } from "./versions";
import { type Link, Watch } from "./watch";

/** What a message of a list's stream says. */
export interface News<Item> {
  cursor: string;
  snapshot?: { items: readonly Item[]; more: boolean };
  item?: Item;
}

/** Things that a stream tells of: all that there are, and then every change. Newest first. */
export class LiveList<Item> {
  readonly items = signal<readonly Item[]>([]);
  readonly link = signal<Link>({ state: "connecting", since: Date.now() });
  readonly #held: Versioned<Item>;
  readonly #timeOf: (item: Item) => number;
  #parts: Item[] = [];

  constructor(rules: {
    keyOf(item: Item): string;
    versionOf(item: Item): bigint;
    timeOf(item: Item): number;
  }) {
    this.#held = new Versioned(rules);
    this.#timeOf = rules.timeOf;
  }

  /** Takes what came as an answer or on the stream, unless something newer is held. */
  put(item: Item): void {
    if (this.#held.put(item)) this.#show();
  }

  find(key: string): Item | undefined {
    return this.#held.get(key);
  }

  watch<Message>(stream: {
    open(cursor: string, signal: AbortSignal, onOpen: () => void): AsyncIterable<Message>;
    read(message: Message): News<Item>;
    onItem?(item: Item): void;
    renew(): Promise<void>;
    onOver(failure: Failure): void;
  }): Watch<Message> {
    return new Watch<Message>({
      open: stream.open,
      cursorOf: (message) => stream.read(message).cursor,
      onConnect: () => {
        this.#parts = [];
      },
      onMessage: (message) => {
        const { snapshot, item } = stream.read(message);
        if (snapshot) this.#snapshot(snapshot.items, snapshot.more);
        if (!item) return;
        this.put(item);
        stream.onItem?.(item);
      },
      onLink: (link) => {
        this.link.value = link;
      },
      renew: stream.renew,
      onOver: stream.onOver,
    });
  }

  #snapshot(items: readonly Item[], more: boolean): void {
    this.#parts.push(...items);
    if (more) return;
    batch(() => {
      this.#held.replaceAll(this.#parts, () => false);
      this.#parts = [];
      this.#show();
    });
  }

  #show(): void {
    this.items.value = this.#held.values().sort((a, b) => this.#timeOf(b) - this.#timeOf(a));
  }
}
