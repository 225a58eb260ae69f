import { useKitchen } from "../context";

/** Which station's work this screen shows. */
export function Stations() {
  const kitchen = useKitchen();
  const stations = kitchen.restaurant.value?.stations ?? [];
  const current = kitchen.stationId.value;
  const choices = [{ id: "", name: "All" }, ...stations];
  return (
    <nav class="stations" aria-label="Stations">
      {choices.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          class="key key--small"
          aria-pressed={id === current}
          onClick={() => id !== current && kitchen.watchStation(id)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
