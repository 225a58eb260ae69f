import { Sheet } from "../../ui/Sheet";
import { lazy } from "../lazy";
import { close } from "../route";

/** The bill, loaded when it is first asked for. */
export const BillSheet = lazy<{ pay: boolean }>(
  async () => (await import("./index")).BillSheet,
  Waiting,
);

/** The sheet is there at once; what stands in it follows. */
function Waiting({ failed, retry }: { failed: boolean; retry(): void }) {
  return (
    <Sheet label="Your bill" title="Your bill" onClose={close}>
      {failed ? (
        <div role="alert">
          <p class="notice notice--bad">The bill could not be loaded. Is there a connection?</p>
          <button type="button" class="link" onClick={retry}>
            Try again
          </button>
        </div>
      ) : (
        <p role="status">One moment…</p>
      )}
    </Sheet>
  );
}
