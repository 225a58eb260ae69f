import { useState } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { useKitchen } from "../context";
import { allDay } from "../tickets/allDay";

/** How many of each dish are still to be made, over all tickets on the screen. */
export function AllDayPanel({ onClose }: { onClose(): void }) {
  const kitchen = useKitchen();
  const counts = allDay(kitchen.tickets.value);
  return (
    <Sheet label="All day" title="All day" onClose={onClose}>
      {counts.length === 0 && <p>Nothing to make just now.</p>}
      <ul class="counts">
        {counts.map(({ name, count }) => (
          <li key={name}>
            <b>{count}</b> {name}
          </li>
        ))}
      </ul>
      <Unpair />
    </Sheet>
  );
}

/** Here, because a cook never needs it and must not hit it. */
function Unpair() {
  const kitchen = useKitchen();
  const [sure, setSure] = useState(false);
  const { name } = kitchen.device.paired.value ?? { name: "" };
  return (
    <div class="unpair">
      <p>This screen is paired as “{name}”.</p>
      {sure ? (
        <button type="button" class="key key--small" onClick={() => kitchen.unpair("")}>
          Yes, disconnect it
        </button>
      ) : (
        <button type="button" class="key key--small" onClick={() => setSure(true)}>
          Disconnect this screen
        </button>
      )}
    </div>
  );
}
