import { signal } from "@preact/signals";
import { type Route, read, write } from "./routes";

/** What lies over the menu. In the address, so that the phone's back button takes it away. */
export const route = signal<Route>(read(location.hash));

/** Lays something over what is there; going back comes back to it. */
export function go(to: Route): void {
  history.pushState({ depth: depth() + 1 }, "", address(to));
  route.value = to;
}

/** Shows something instead of what is there. */
export function swap(to: Route): void {
  history.replaceState({ depth: depth() }, "", address(to));
  route.value = to;
}

/** Begins at an address of this page: a bank's page has sent the guest back with another. */
export function comeBack(to: string): void {
  history.replaceState({ depth: 0 }, "", to);
  route.value = read(location.hash);
}

/** Takes the uppermost away. */
export function close(): void {
  if (depth() > 0) history.back();
  else swap({ name: "menu" });
}

function depth(): number {
  return (history.state as { depth?: number } | null)?.depth ?? 0;
}

function address(to: Route): string {
  return location.pathname + location.search + write(to);
}

addEventListener("popstate", () => {
  route.value = read(location.hash);
});
