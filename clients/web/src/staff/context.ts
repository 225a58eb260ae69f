import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { House } from "./house";

export const HouseContext = createContext<House | undefined>(undefined);

/** The restaurant that the page shows; only for whoever is signed in. */
export function useHouse(): House {
  const house = useContext(HouseContext);
  if (!house) throw new Error("outside the house");
  return house;
}
