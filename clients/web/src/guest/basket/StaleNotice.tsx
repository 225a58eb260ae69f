import { useState } from "preact/hooks";
import type { StaleMenu } from "../../gen/here2order/ordering/v1/stale_menu_pb";
import { useVisit } from "../context";
import { acceptChanges } from "./stale";

/** The menu moved under the guest's fingers: shown on the lines, accepted with one tap. */
export function StaleNotice({ stale }: { stale: StaleMenu }) {
  const { menu, basket } = useVisit();
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    try {
      if (menu.index.value?.version !== stale.currentVersion) await menu.load();
      const version = menu.index.value?.version ?? stale.currentVersion;
      basket.agreeTo(version, acceptChanges(basket.lines.value, stale));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="notice stale" role="alert">
      <p>Something has changed since you chose. Have a look at the marked dishes.</p>
      <button type="button" class="button button--small" disabled={busy} onClick={accept}>
        Accept the changes
      </button>
    </div>
  );
}
