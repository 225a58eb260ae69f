/** What opens beside the tickets. */
export type PanelName = "allDay" | "soldOut";
