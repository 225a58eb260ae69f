import { LiveRegion } from "../../ui/LiveRegion";
import { useHouse } from "../context";
import { FloorScreen } from "../floor/FloorScreen";
import type { Tab } from "../house";
import { MessagesScreen } from "../messages/MessagesScreen";
import { PaymentsScreen } from "../payments/PaymentsScreen";
import { OfflineLine } from "./OfflineLine";

const TABS: readonly (readonly [Tab, string])[] = [
  ["floor", "Tables"],
  ["payments", "Payments"],
  ["messages", "Messages"],
];

/** The house on three sheets of paper: tables, payments, messages. */
export function HouseScreen({ signInUrl }: { signInUrl: string }) {
  const house = useHouse();
  const { value: tab } = house.tab;
  return (
    <div class="house">
      <header class="house__head">
        <h1 class="house__name">{house.place.name}</h1>
        <nav class="house__tabs" aria-label="Sections">
          {TABS.map(([name, words]) => (
            <button
              key={name}
              type="button"
              class="house__tab"
              aria-current={tab === name ? "page" : undefined}
              onClick={() => {
                house.tab.value = name;
              }}
            >
              {words}
            </button>
          ))}
        </nav>
        {signInUrl && (
          <a class="link house__account" href={signInUrl} target="_blank" rel="noopener">
            Account
          </a>
        )}
      </header>
      <OfflineLine />
      {tab === "floor" && <FloorScreen />}
      {tab === "payments" && <PaymentsScreen />}
      {tab === "messages" && <MessagesScreen />}
      <LiveRegion />
    </div>
  );
}
