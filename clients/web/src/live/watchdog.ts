/** Longer than two heartbeats of 15 s: nothing for this long means that nobody is there. */
export const SILENCE_MS = 40_000;

/** Barks once when it was not fed for too long. */
export class Watchdog {
  #timer: ReturnType<typeof setTimeout>;
  readonly #bark: () => void;

  constructor(bark: () => void) {
    this.#bark = bark;
    this.#timer = setTimeout(bark, SILENCE_MS);
  }

  feed(): void {
    this.stop();
    this.#timer = setTimeout(this.#bark, SILENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
