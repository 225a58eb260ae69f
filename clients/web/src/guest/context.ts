import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { VisitModel } from "./visitModel";

export const VisitContext = createContext<VisitModel | undefined>(undefined);

/** The visit that the page shows; only inside the menu screen. */
export function useVisit(): VisitModel {
  const visit = useContext(VisitContext);
  if (!visit) throw new Error("outside a visit");
  return visit;
}
