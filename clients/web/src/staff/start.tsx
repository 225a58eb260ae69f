import type { Transport } from "@connectrpc/connect";
import { render } from "preact";
import "../guest/fonts.css";
import "../guest/theme.css";
import "./theme.css";
import "../ui/base.css";
import "../guest/controls.css";
import "../guest/basket/basket.css";
import type { TokenSource } from "../api/transport";
import { App } from "./App";
import { ClerkSession } from "./clerk";
import type { Config } from "./config";
import { StaffModel } from "./staffModel";

/** Without the page server's word there is still the token that somebody pastes. */
const NOBODY: Config = { clerkUrl: "", signInUrl: "" };

/** Shows the staff's page. */
export async function startStaff(
  root: HTMLElement,
  configure: () => Promise<Config>,
  transportWith: (token: TokenSource) => Transport,
): Promise<void> {
  const config = await configure().catch(() => NOBODY);
  const session = new ClerkSession(config);
  const model = new StaffModel(
    session,
    transportWith(() => session.token()),
  );
  render(<App model={model} signInUrl={config.signInUrl} />, root);
  model.begin();
}
