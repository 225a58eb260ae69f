import { useVisit } from "../context";

/** A short break is nobody's business; a longer one is said, without standing in the way. */
const PATIENCE_MS = 4_000;

export function OfflineNote() {
  const { orders, clock } = useVisit();
  const link = orders.link.value;
  const { now } = clock;
  const silent = link.state === "down" && now.value > 0 && Date.now() - link.since > PATIENCE_MS;
  return (
    <div role="status" class="offline" data-on={silent}>
      {silent && "No connection. You can go on choosing; everything else comes by itself."}
    </div>
  );
}
