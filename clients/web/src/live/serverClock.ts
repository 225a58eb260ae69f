import { signal } from "@preact/signals";

/** Time as the server has it, once a second: timers must agree on every screen in the kitchen. */
export class ServerClock {
  readonly now = signal(Date.now());
  #offset = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  start(): void {
    this.#timer ??= setInterval(() => this.#tick(), 1000);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** Sets the clock by a heartbeat. The network's delay is far below what a timer shows. */
  set(serverMs: number | undefined): void {
    if (serverMs === undefined) return;
    this.#offset = serverMs - Date.now();
    this.#tick();
  }

  #tick(): void {
    this.now.value = Date.now() + this.#offset;
  }
}
