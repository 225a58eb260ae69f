import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { KitchenModel } from "./kitchenModel";

export const KitchenContext = createContext<KitchenModel | undefined>(undefined);

export function useKitchen(): KitchenModel {
  const kitchen = useContext(KitchenContext);
  if (!kitchen) throw new Error("outside the kitchen");
  return kitchen;
}
