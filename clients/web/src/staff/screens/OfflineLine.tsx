import { useEffect, useState } from "preact/hooks";
import { clockTime } from "../../format/time";
import { useHouse } from "../context";

const PATIENCE_MS = 4_000;

/** What is on the page may be old: since when. */
export function OfflineLine() {
  const { payments, timeZone } = useHouse();
  const { state, since } = payments.link.value;
  const [long, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (state !== "down") return;
    const timer = setTimeout(() => setLong(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [state, since]);
  return (
    <div role="status">
      {state === "down" && long && (
        <p class="house__offline">
          No connection since {clockTime(since, timeZone.value)}. What you see is from then.
        </p>
      )}
    </div>
  );
}
