/** Keeps the screen lit while the page is looked at, where the browser can (https only). */
export function stayAwake(): void {
  const ask = async () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    await navigator.wakeLock.request("screen").catch(() => {}); // battery saver: its decision
  };
  document.addEventListener("visibilitychange", () => void ask());
  void ask();
}
