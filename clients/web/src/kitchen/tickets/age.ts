import { millis } from "../../format/time";
import type { Ticket } from "../../gen/here2order/ordering/v1/ticket_pb";

/** How pressing a ticket is. */
export type Tone = "fresh" | "soon" | "late";

/** From here on of the time that it has, a ticket wants attention. */
const SOON_SHARE = 0.75;

export interface Age {
  tone: Tone;
  /** Since it was placed. */
  elapsedMs: number;
  /** Until it is due; negative when it is late. */
  leftMs: number;
}

export function ageOf(ticket: Ticket, nowMs: number): Age {
  const placed = millis(ticket.placeTime) ?? nowMs;
  const due = millis(ticket.dueTime) ?? Number.POSITIVE_INFINITY;
  const soon = placed + (due - placed) * SOON_SHARE;
  const tone = nowMs > due ? "late" : nowMs >= soon ? "soon" : "fresh";
  return { tone, elapsedMs: Math.max(0, nowMs - placed), leftMs: due - nowMs };
}
