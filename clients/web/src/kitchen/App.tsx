import { KitchenContext } from "./context";
import type { KitchenModel } from "./kitchenModel";
import { KitchenScreen } from "./screens/KitchenScreen";
import { PairingScreen } from "./screens/PairingScreen";

/** The kitchen's page: paired once, then the tickets. */
export function App({ model, code }: { model: KitchenModel; code: string }) {
  return (
    <KitchenContext.Provider value={model}>
      {model.device.paired.value ? <KitchenScreen /> : <PairingScreen code={code} />}
    </KitchenContext.Provider>
  );
}
