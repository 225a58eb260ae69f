import { digitsOf } from "../../format/typed";

/** Notes and coins that people hand over, in whole units. */
const STEPS = [10n, 50n, 100n, 200n, 500n, 1000n, 2000n, 5000n];
const OFFERS = 5;

/** What a guest will probably hand over for this sum: exactly it, or the next round ones. */
export function likelyNotes(total: bigint, currency: string): bigint[] {
  if (total <= 0n) return [];
  const unit = 10n ** BigInt(digitsOf(currency));
  const offers = new Set([total]);
  for (const step of STEPS) {
    const note = step * unit;
    offers.add(((total + note - 1n) / note) * note);
  }
  return [...offers].sort((a, b) => (a < b ? -1 : 1)).slice(0, OFFERS);
}

/** What to give back; undefined if it is not enough, or not decided. */
export function changeOf(
  total: bigint | undefined,
  tendered: bigint | undefined,
): bigint | undefined {
  if (total === undefined || tendered === undefined || tendered < total) return undefined;
  return tendered - total;
}
