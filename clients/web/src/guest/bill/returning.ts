/** What Stripe adds to the address when a bank's page sends the guest back. */
const ADDED = ["payment_intent", "payment_intent_client_secret", "redirect_status", "source_type"];

/** Where a bank's page sends the guest back to: this table's bill. */
export function returnUrl(location: Location): string {
  return `${location.origin}${location.pathname}#bill`;
}

/**
 * The address without what Stripe has added; undefined if it has added nothing. How the payment
 * ended is not read from it: anybody can write an address, and the bill knows.
 */
export function cleanedAddress(href: string): string | undefined {
  const url = new URL(href);
  if (!url.searchParams.has("payment_intent")) return undefined;
  for (const name of ADDED) url.searchParams.delete(name);
  return url.pathname + url.search + (url.hash || "#bill");
}
