import { rounded } from "../../billing/sums";

/** On top of the bill. */
export type Tip =
  | { kind: "none" }
  | { kind: "percent"; percent: number }
  /** As typed, in minor units; undefined if it is no amount. */
  | { kind: "other"; amount: bigint | undefined };

export const TIP_PERCENTS = [5, 10, 15] as const;

/** In minor units, in steps of what the restaurant's money comes in; undefined if it is none. */
export function tipAmount(tip: Tip, amount: bigint, step: bigint): bigint | undefined {
  if (tip.kind === "none") return 0n;
  if (tip.kind === "other") return tip.amount;
  const exact = (amount * BigInt(tip.percent) + 50n) / 100n;
  const whole = rounded(exact, step);
  return whole > amount ? exact : whole;
}

/** The contract takes no tip above the amount itself. */
export function isTipTooLarge(tip: bigint, amount: bigint): boolean {
  return tip > amount;
}
