const FIRST_MS = 500;
/** Phones can wait: there are many of them. */
export const LONGEST_MS = 20_000;
/** A kitchen has few screens, and people who wait in front of them. */
export const LONGEST_KITCHEN_MS = 5_000;

/**
 * How long to wait before the attempt after `failures` failures in a row: doubling, with half of it
 * random, so that the phones of a full room do not come back in the same instant.
 */
export function backoff(
  failures: number,
  longestMs = LONGEST_MS,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(longestMs, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
