import { type Failure, isRefusal, isTokenBad } from "../api/failure";
import { backoff, LONGEST_MS } from "./backoff";

/** What a stream does after it broke. */
export type Next =
  | { kind: "again"; waitMs: number; cursor: string }
  /** Get a new token first, then go on with the cursor. */
  | { kind: "renew" }
  /** Nothing to wait for: the visit is over, the device is revoked … */
  | { kind: "over" };

const PARTING_MS = 1_000;
const NO_MENU_MS = 15_000;

/**
 * The rules of the contract for a stream that ended with `failure`.
 * `cursor` is the last one seen; `failures` counts the attempts in a row that showed nothing.
 */
export function afterFailure(
  failure: Failure,
  cursor: string,
  failures: number,
  longestMs = LONGEST_MS,
  random: () => number = Math.random,
): Next {
  const pause = Math.max(failure.retryAfterMs, backoff(failures, longestMs, random));
  switch (failure.reason) {
    case "CURSOR_TOO_OLD":
    case "CURSOR_INVALID":
      return { kind: "again", waitMs: failures > 1 ? pause : 0, cursor: "" };
    case "SERVER_STOPPING":
    case "STREAM_TOO_SLOW": {
      const parting = Math.round(random() * PARTING_MS);
      const waitMs = failures > 1 ? pause : Math.max(failure.retryAfterMs, parting);
      return { kind: "again", waitMs, cursor: failure.metadata.cursor || cursor };
    }
    case "NO_MENU":
      return { kind: "again", waitMs: NO_MENU_MS, cursor };
  }
  if (isTokenBad(failure)) return { kind: "renew" };
  if (isRefusal(failure)) return { kind: "over" };
  return { kind: "again", waitMs: pause, cursor };
}
