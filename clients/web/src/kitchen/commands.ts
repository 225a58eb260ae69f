/** What a cook can do by a tap. All of it is harmless when it is done already. */
export type Command =
  | { kind: "accept" | "serve"; orderId: string }
  | { kind: "reject"; orderId: string; reason: string }
  | { kind: "start" | "bump" | "recall"; orderId: string; stationId: string }
  | { kind: "soldOut" | "available"; target: Target };

/** An item, or an option of a modifier list. */
export interface Target {
  itemId: string;
  modifierListId: string;
  optionId: string;
}

export const targetItem = (itemId: string): Target => ({
  itemId,
  modifierListId: "",
  optionId: "",
});

export const targetOption = (modifierListId: string, optionId: string): Target => ({
  itemId: "",
  modifierListId,
  optionId,
});

export function sameTarget(a: Target, b: Target): boolean {
  return (
    a.itemId === b.itemId && a.modifierListId === b.modifierListId && a.optionId === b.optionId
  );
}
