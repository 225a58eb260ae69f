import type { Follower } from "./presence";

/**
 * A stream that is followed only while somebody wants it. A page that sleeps lets go of it like of
 * any other, and waking up does not begin what nobody wants.
 */
export class OnDemand implements Follower {
  #wanted: boolean;
  #awake = false;
  readonly #watch: Follower;

  constructor(watch: Follower, wanted = false) {
    this.#watch = watch;
    this.#wanted = wanted;
  }

  want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#settle();
  }

  start(): void {
    this.#awake = true;
    this.#settle();
  }

  pause(): void {
    this.#awake = false;
    this.#settle();
  }

  poke(): void {
    this.#watch.poke();
  }

  lost(): void {
    this.#watch.lost();
  }

  #settle(): void {
    if (this.#wanted && this.#awake) this.#watch.start();
    else this.#watch.pause();
  }
}
