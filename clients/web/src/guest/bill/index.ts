/** What is loaded in one piece when a guest first asks for the bill. */
export { BillSheet } from "./BillSheet";
export { Billing } from "./billing";
