/** What was published, for each of those who listen. */
export class Topic<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  publish(event: Event): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Everything from now on, until the signal. */
  async *follow(signal: AbortSignal): AsyncGenerator<Event> {
    const queue: Event[] = [];
    let wake = () => {};
    const listener = (event: Event) => {
      queue.push(event);
      wake();
    };
    const abort = () => wake();
    this.#listeners.add(listener);
    signal.addEventListener("abort", abort);
    try {
      while (!signal.aborted) {
        const event = queue.shift();
        if (event !== undefined) yield event;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      this.#listeners.delete(listener);
      signal.removeEventListener("abort", abort);
    }
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}
