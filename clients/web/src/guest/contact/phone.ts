/** Where most guests of a restaurant with this money have their number. */
const PREFIXES: Record<string, string> = {
  INR: "+91",
  USD: "+1",
  GBP: "+44",
  CHF: "+41",
  JPY: "+81",
  AED: "+971",
  SGD: "+65",
};

/** What a number begins with unless the guest says otherwise; or empty. */
export function prefixFor(currency: string): string {
  return PREFIXES[currency] ?? "";
}

/**
 * A number as people write it, in E.164: "98765 43210" with +91 is "+919876543210". Undefined if it
 * cannot be one, or if nobody can know its country.
 */
export function toE164(text: string, prefix: string): string | undefined {
  const plain = text.replace(/[\s().\-/]/g, "").replace(/^00/, "+");
  const national = plain.replace(/^0+/, "");
  const number = plain.startsWith("+") ? plain : prefix && prefix + national;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}

/** What guests can be written to in, each in its own words. */
export const LANGUAGES: readonly (readonly [string, string])[] = [
  ["en", "English"],
  ["hi", "हिन्दी"],
  ["ml", "മലയാളം"],
];

/** The first of the guest's own languages that we write; else English. */
export function languageOf(preferred: readonly string[]): string {
  const spoken = LANGUAGES.map(([code]) => code);
  const mine = preferred.map((tag) => tag.split("-")[0] ?? "");
  return mine.find((code) => spoken.includes(code)) ?? "en";
}
