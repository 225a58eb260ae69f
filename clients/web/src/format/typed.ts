/** How many digits the minor units of a currency have: 2 for EUR, 0 for JPY. */
export function digitsOf(currency: string): number {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

const MOST = 10_000_000_000n;

/**
 * What somebody typed as an amount, in minor units; undefined if it is none. Understands "1,250",
 * "1.250,50", "₹ 1 250.5" and "12": the last point or comma parts the minor units if no more digits
 * follow it than the currency has.
 */
export function parseAmount(text: string, currency: string): bigint | undefined {
  const plain = text.replace(/[\s\p{Sc}\p{L}'’]/gu, "");
  const digits = digitsOf(currency);
  const parts = cut(plain, digits);
  if (!parts || !/\d/.test(plain)) return undefined;
  const [whole, fraction] = parts;
  const amount = BigInt(whole + fraction.padEnd(digits, "0"));
  return amount <= MOST ? amount : undefined;
}

/** The whole units without their grouping, and the digits after them. */
function cut(plain: string, digits: number): [whole: string, fraction: string] | undefined {
  const [, before = "", mark = "", after = ""] = /^(.*)([.,])(\d*)$/.exec(plain) ?? [];
  const parted = mark !== "" && after.length <= digits && !before.includes(mark);
  const whole = ungrouped(parted ? before : plain);
  return whole === undefined ? undefined : [whole, parted ? after : ""];
}

/** "1250" of "1,250" or "1,00,000"; undefined if it is not grouped as people do it. */
function ungrouped(text: string): string | undefined {
  const grouped = /^\d{1,3}([.,])(?:\d{2,3}\1)*\d{3}$/.test(text);
  return grouped || /^\d*$/.test(text) ? text.replace(/[.,]/g, "") : undefined;
}

/** An amount as one would type it: "1250", "12.50". */
export function typed(amount: bigint, currency: string): string {
  const digits = digitsOf(currency);
  const text = String(amount).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  return /[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole;
}
