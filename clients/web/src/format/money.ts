import type { Money } from "../gen/here2order/common/v1/money_pb";

/** On a menu, "€12" rather than "€12.00"; in a sum, every amount to the last digit. */
type Style = "menu" | "sum";

const formats = new Map<string, { format: Intl.NumberFormat; digits: number }>();

function formatFor(currency: string, style: Style, locale: string | undefined) {
  const key = `${locale ?? ""} ${currency} ${style}`;
  let found = formats.get(key);
  if (!found) {
    const format = new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      trailingZeroDisplay: style === "menu" ? "stripIfInteger" : "auto",
    });
    found = { format, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
    formats.set(key, found);
  }
  return found;
}

/** "€12.50" of 1250 EUR, "¥1,250" of 1250 JPY: minor units are the currency's own. */
export function formatAmount(
  amount: bigint,
  currency: string,
  style: Style = "sum",
  locale?: string,
): string {
  const { format, digits } = formatFor(currency, style, locale);
  return format.format(Number(amount) / 10 ** digits);
}

/** In a sum or a receipt. */
export function formatMoney(money: Money | undefined, locale?: string): string {
  return money ? formatAmount(money.amount, money.currency, "sum", locale) : "";
}

/** On the menu. */
export function formatPrice(money: Money | undefined, locale?: string): string {
  return money ? formatAmount(money.amount, money.currency, "menu", locale) : "";
}

/** "+€1.50" beside an option, or an empty string for what is free. */
export function formatExtra(money: Money | undefined, locale?: string): string {
  if (!money || money.amount === 0n) return "";
  return `${money.amount > 0n ? "+" : ""}${formatPrice(money, locale)}`;
}
