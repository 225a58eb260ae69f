const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/**
 * How long to wait before the attempt after `failures` failures in a row: doubling, with half of it
 * random, so that the phones of a full room do not come back in the same instant.
 */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
