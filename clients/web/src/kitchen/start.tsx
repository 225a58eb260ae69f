import type { Transport } from "@connectrpc/connect";
import { render } from "preact";
import "./theme.css";
import "../ui/base.css";
import type { TokenSource } from "../api/transport";
import { App } from "./App";
import { KitchenModel } from "./kitchenModel";
import { stayAwake } from "./wakeLock";

/** Shows the kitchen's page; `code` is a pairing code that came with the address. */
export function startKitchen(
  root: HTMLElement,
  code: string,
  transportWith: (token: TokenSource) => Transport,
): void {
  const model = new KitchenModel(transportWith);
  render(<App model={model} code={code} />, root);
  model.open();
  stayAwake();
}
