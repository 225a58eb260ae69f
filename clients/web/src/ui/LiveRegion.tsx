import { announcement } from "./announce";

/** Once on the page, and once in each sheet: what lies outside an open dialog is not read out. */
export function LiveRegion() {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {announcement}
    </div>
  );
}
