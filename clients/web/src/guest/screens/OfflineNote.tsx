import { useLayoutEffect, useRef } from "preact/hooks";
import { useVisit } from "../context";

/** A short break is nobody's business; a longer one is said, without standing in the way. */
const PATIENCE_MS = 4_000;

/** Above the menu, and staying there: what sticks to the upper edge stands below it. */
export function OfflineNote() {
  const { orders, clock } = useVisit();
  const link = orders.link.value;
  const { now } = clock;
  const silent = link.state === "down" && now.value > 0 && Date.now() - link.since > PATIENCE_MS;
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const note = ref.current;
    if (!note) return;
    const sizes = new ResizeObserver(() => makeRoom(note.offsetHeight));
    sizes.observe(note);
    return () => {
      sizes.disconnect();
      makeRoom(0);
    };
  }, []);
  return (
    <div role="status" class="offline" ref={ref} data-on={silent}>
      {silent &&
        "No connection. You can go on choosing; your order's progress will be back by itself."}
    </div>
  );
}

function makeRoom(px: number): void {
  document.documentElement.style.setProperty("--scroll-top", `${px}px`);
}
