/** What a Watch offers here. */
export interface Follower {
  start(): void;
  pause(): void;
  poke(): void;
  lost(): void;
}

/** How long a page may be out of sight before it lets go of its streams. */
const OUT_OF_SIGHT_MS = 10_000;

/**
 * Wakes streams when the network or the person comes back. With `pauseHidden`, a page that nobody
 * looks at lets go of its connections: a browser has six for one origin over HTTP/1.1, and a phone
 * in a pocket has a battery. By the cursor nothing is missed.
 */
export function keepAwake(
  watches: readonly Follower[],
  options: { pauseHidden: boolean },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const back = () => {
    clearTimeout(timer);
    for (const watch of watches) {
      watch.start();
      watch.poke();
    }
  };
  const visibility = () => {
    if (document.visibilityState === "visible") back();
    else if (options.pauseHidden) {
      timer = setTimeout(() => {
        for (const watch of watches) watch.pause();
      }, OUT_OF_SIGHT_MS);
    }
  };
  const lost = () => {
    for (const watch of watches) watch.lost();
  };
  addEventListener("online", back);
  addEventListener("offline", lost);
  document.addEventListener("visibilitychange", visibility);
  return () => {
    clearTimeout(timer);
    removeEventListener("online", back);
    removeEventListener("offline", lost);
    document.removeEventListener("visibilitychange", visibility);
  };
}
