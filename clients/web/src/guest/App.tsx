import { VisitContext } from "./context";
import type { GuestModel } from "./guestModel";
import { OrdersView } from "./orders/OrdersView";
import { BillButton } from "./screens/BillButton";
import { MenuScreen } from "./screens/MenuScreen";
import { OpeningScreen } from "./screens/OpeningScreen";
import { Overlay } from "./screens/Overlay";
import { TroubleScreen } from "./screens/TroubleScreen";
import { VisitOverScreen } from "./screens/VisitOverScreen";

/** The guest page, from the scan to the last dish. */
export function App({ model }: { model: GuestModel }) {
  const phase = model.phase.value;
  if (phase.kind === "open") {
    return (
      <VisitContext.Provider value={phase.visit}>
        {model.session.over.value ? (
          <VisitOverScreen onAgain={() => model.startAgain()}>
            <h2 class="heading">What you had</h2>
            <OrdersView />
            <BillButton />
            <Overlay />
          </VisitOverScreen>
        ) : (
          <MenuScreen />
        )}
      </VisitContext.Provider>
    );
  }
  if (model.session.over.value) return <VisitOverScreen onAgain={() => model.startAgain()} />;
  if (phase.kind === "opening") return <OpeningScreen />;
  return <TroubleScreen failure={phase.failure} onRetry={() => void model.open()} />;
}
