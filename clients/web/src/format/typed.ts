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
  if (!/^[\d.,]*\d[.,]?$/.test(plain)) return undefined;
  const digits = digitsOf(currency);
  const [whole, fraction] = cut(plain.replace(/[.,]$/, ""), digits);
  if (!/^\d*$/.test(whole) || fraction.length > digits) return undefined;
  const amount = BigInt(whole + fraction.padEnd(digits, "0"));
  return amount <= MOST ? amount : undefined;
}

/** The whole units without their grouping, and the digits after them. */
function cut(plain: string, digits: number): [whole: string, fraction: string] {
  const at = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const mark = plain[at] ?? "";
  const once = at >= 0 && plain.indexOf(mark) === at;
  const after = plain.length - at - 1;
  if (!once || (after > digits && after === 3)) return [plain.replace(/[.,]/g, ""), ""];
  return [plain.slice(0, at).replace(/[.,]/g, ""), plain.slice(at + 1)];
}

/** An amount as one would type it: "1250", "12.50". */
export function typed(amount: bigint, currency: string): string {
  const digits = digitsOf(currency);
  const text = String(amount).padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  return /[1-9]/.test(fraction) ? `${whole}.${fraction}` : whole;
}
