import { lazy } from "../lazy";

/** How to be told, loaded when there is an order to be told about. */
export const ContactCard = lazy(
  async () => (await import("./ContactCard")).ContactCard,
  () => null,
);
