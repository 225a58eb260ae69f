import { words } from "../api/words";
import { Role } from "../gen/here2order/identity/v1/team_pb";
import { HouseContext } from "./context";
import { HouseScreen } from "./screens/HouseScreen";
import { SignInScreen } from "./screens/SignInScreen";
import type { Place, StaffModel } from "./staffModel";
import "./screens/staff.css";

/** The staff's page: signed in, then the house. */
export function App({ model, signInUrl }: { model: StaffModel; signInUrl: string }) {
  const { value: phase } = model.phase;
  if (phase.kind === "open") {
    return (
      <HouseContext.Provider value={phase.house}>
        <HouseScreen signInUrl={signInUrl} />
      </HouseContext.Provider>
    );
  }
  if (phase.kind === "signing-in") return <SignInScreen model={model} signInUrl={signInUrl} />;
  return (
    <main class="door">
      {phase.kind === "opening" && <p role="status">One moment…</p>}
      {phase.kind === "choosing" && <Places all={phase.places} onChoose={(p) => model.choose(p)} />}
      {phase.kind === "stranger" && (
        <>
          <h1 class="door__title">Not on a team yet</h1>
          <p>Ask the owner or a manager for an invitation. Then come back here.</p>
        </>
      )}
      {phase.kind === "trouble" && (
        <>
          <h1 class="door__title">Just a moment</h1>
          <p role="alert">{words(phase.failure)}</p>
          <button type="button" class="button" onClick={() => void model.open()}>
            Try again
          </button>
        </>
      )}
    </main>
  );
}

const ROLES: Partial<Record<Role, string>> = {
  [Role.OWNER]: "owner",
  [Role.MANAGER]: "manager",
  [Role.STAFF]: "staff",
};

function Places({ all, onChoose }: { all: Place[]; onChoose(place: Place): void }) {
  return (
    <>
      <h1 class="door__title">Where today?</h1>
      {all.map((place) => (
        <button
          key={place.restaurantId}
          type="button"
          class="button button--quiet"
          onClick={() => onChoose(place)}
        >
          {place.name} · {ROLES[place.role]}
        </button>
      ))}
    </>
  );
}
