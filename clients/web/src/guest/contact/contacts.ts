import { type Client, createClient, type Transport } from "@connectrpc/connect";
import { signal } from "@preact/signals";
import { failureOf } from "../../api/failure";
import { insist } from "../../api/insist";
import type { Channel, Contact } from "../../gen/here2order/notifications/v1/contact_pb";
import { ContactService } from "../../gen/here2order/notifications/v1/contact_service_pb";
import type { Caller } from "../../menu/menuStore";

/** How this guest wants to be told; nothing while it is not known. */
export class Contacts {
  readonly contact = signal<Contact | "none" | undefined>(undefined);
  readonly #client: Client<typeof ContactService>;
  readonly #call: Caller;

  constructor(transport: Transport, call: Caller) {
    this.#client = createClient(ContactService, transport);
    this.#call = call;
  }

  async load(): Promise<void> {
    try {
      const { contact } = await this.#call(() => this.#client.getContact({}));
      this.contact.value = contact ?? "none";
    } catch (error) {
      // Without an answer nothing is offered: the page works without it.
      if (failureOf(error).reason === "NOT_FOUND") this.contact.value = "none";
    }
  }

  /** `phone` in E.164. Replaces an earlier wish. */
  async set(phone: string, channel: Channel, language: string): Promise<void> {
    const send = () => this.#call(() => this.#client.setContact({ phone, channel, language }));
    const { contact } = await insist(send);
    this.contact.value = contact ?? "none";
  }

  async forget(): Promise<void> {
    await insist(() => this.#call(() => this.#client.deleteContact({})));
    this.contact.value = "none";
  }
}
