import { signal } from "@preact/signals";
import { announce } from "../ui/announce";

export interface Notice {
  id: number;
  text: string;
}

const STAYS_MS = 12_000;

/** Short words about something that did not go as tapped. */
export class Notices {
  readonly all = signal<readonly Notice[]>([]);
  #next = 1;

  add(text: string): void {
    const notice = { id: this.#next, text };
    this.#next += 1;
    this.all.value = [...this.all.value.slice(-2), notice];
    announce(text);
    setTimeout(() => this.dismiss(notice.id), STAYS_MS);
  }

  dismiss(id: number): void {
    this.all.value = this.all.value.filter((notice) => notice.id !== id);
  }
}
