import type { Transport } from "@connectrpc/connect";
import { render } from "preact";
import "./fonts.css";
import "./theme.css";
import "../ui/base.css";
import "./controls.css";
import type { TokenSource } from "../api/transport";
import { App } from "./App";
import { cleanedAddress } from "./bill/returning";
import { GuestModel } from "./guestModel";
import { comeBack } from "./route";
import { CodeScreen } from "./screens/CodeScreen";

/** Shows the guest page for a table's code; without one it asks for it. */
export function startGuest(
  root: HTMLElement,
  code: string,
  transportWith: (token: TokenSource) => Transport,
): void {
  root.replaceChildren(); // what the page shows before any script
  if (code === "") {
    render(<CodeScreen />, root);
    return;
  }
  const address = cleanedAddress(location.href);
  if (address !== undefined) comeBack(address);
  const model = new GuestModel(code, transportWith);
  render(<App model={model} />, root);
  void model.open();
}
