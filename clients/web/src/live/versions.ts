/**
 * What a client holds of a stream: values by key, each with a version that only rises. What comes
 * late from elsewhere (an answer to a command, a snapshot that was read before it) never puts the
 * screen back.
 */
export class Versioned<Value> {
  readonly #held = new Map<string, Value>();
  /** Versions of what has ended and is not shown any more. */
  readonly #ended = new Map<string, bigint>();
  readonly #keyOf: (value: Value) => string;
  readonly #versionOf: (value: Value) => bigint;
  readonly #hasEnded: (value: Value) => boolean;

  constructor(rules: {
    keyOf(value: Value): string;
    versionOf(value: Value): bigint;
    /** To be dropped after its last version; nothing ends by default. */
    hasEnded?(value: Value): boolean;
  }) {
    this.#keyOf = rules.keyOf;
    this.#versionOf = rules.versionOf;
    this.#hasEnded = rules.hasEnded ?? (() => false);
  }

  values(): Value[] {
    return [...this.#held.values()];
  }

  get(key: string): Value | undefined {
    return this.#held.get(key);
  }

  /** Takes a value unless a newer one is held. True when it was taken. */
  put(value: Value): boolean {
    const key = this.#keyOf(value);
    const version = this.#versionOf(value);
    const held = this.#held.get(key);
    if (held !== undefined && this.#versionOf(held) > version) return false;
    if ((this.#ended.get(key) ?? -1n) >= version) return false;
    if (this.#hasEnded(value)) this.#end(key, version);
    else this.#held.set(key, value);
    return true;
  }

  /**
   * Replaces everything, except what is newer than the snapshot. `keepMissing` says of a value that
   * the snapshot lacks whether it stays.
   */
  replaceAll(snapshot: readonly Value[], keepMissing: (value: Value) => boolean): void {
    const named = new Set(snapshot.map(this.#keyOf));
    for (const [key, value] of this.#held) {
      if (!named.has(key) && !keepMissing(value)) this.#held.delete(key);
    }
    for (const value of snapshot) this.put(value);
  }

  #end(key: string, version: bigint): void {
    this.#held.delete(key);
    this.#ended.set(key, version);
    if (this.#ended.size > 500) {
      const oldest = this.#ended.keys().next().value;
      if (oldest !== undefined) this.#ended.delete(oldest);
    }
  }
}
