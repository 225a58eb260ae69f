import { plural } from "../../format/fold";
import { clockTime } from "../../format/time";
import { Icon } from "../../ui/Icon";
import { useKitchen } from "../context";

/** A server that is replaced comes back within this time: not worth a word. */
const PATIENCE_MS = 3_000;

/** No connection: since when, and what becomes of what is tapped meanwhile. */
export function OfflineBanner() {
  const { link, clock, journal, timeZone } = useKitchen();
  const { state, since } = link.value;
  const waiting = journal.entries.value.length;
  const down = state === "down" && clock.now.value > 0 && Date.now() - since > PATIENCE_MS;
  return (
    <div role="alert" class="offline" data-on={down}>
      {down && (
        <>
          <Icon name="warning" />
          <p>
            <b>Offline since {clockTime(since, timeZone.value)}.</b> What you see is from then. You
            can go on working:{" "}
            {waiting > 0
              ? `${plural(waiting, "tap")} will be sent when the connection is back.`
              : "what you tap is sent when the connection is back."}
          </p>
        </>
      )}
    </div>
  );
}
