import { clockTime } from "../../format/time";
import { Icon } from "../../ui/Icon";
import { useKitchen } from "../context";
import type { PanelName } from "./panels";
import { Stations } from "./Stations";

/** Whose kitchen, which station, what time, and the three things besides cooking. */
export function Head({ onPanel }: { onPanel(name: PanelName): void }) {
  const { restaurant, clock, timeZone, chime } = useKitchen();
  const sound = chime.on.value;
  return (
    <header class="head">
      <h1 class="head__name">{restaurant.value?.name ?? "Kitchen"}</h1>
      <Stations />
      <div class="head__keys">
        <button type="button" class="key key--small" onClick={() => onPanel("allDay")}>
          All day
        </button>
        <button type="button" class="key key--small" onClick={() => onPanel("soldOut")}>
          86
        </button>
        <button
          type="button"
          class="key key--small"
          aria-label="Sound"
          aria-pressed={sound}
          onClick={() => chime.toggle()}
        >
          <Icon name={sound ? "sound" : "mute"} />
        </button>
        <p class="head__clock">{clockTime(clock.now.value, timeZone.value)}</p>
      </div>
    </header>
  );
}
