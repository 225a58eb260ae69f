import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { timestampNow } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { type Contact, ContactSchema } from "../../src/gen/here2order/notifications/v1/contact_pb";
import type { SetContactRequest } from "../../src/gen/here2order/notifications/v1/contact_service_pb";
import {
  type Message,
  MessageSchema,
  MessageState,
} from "../../src/gen/here2order/notifications/v1/message_pb";
import { Topic } from "./topic";

/** Whom to tell, and what became of telling them. */
export class Post {
  contact: Contact | undefined;
  readonly messages = new Map<string, Message>();
  readonly changes = new Topic<Message>();

  setContact({ phone, channel, language }: SetContactRequest): Contact {
    this.contact = create(ContactSchema, {
      visitId: "vis_00000000000000000000000001",
      guestId: "gst_1",
      channel,
      language,
      maskedPhone: `${phone.slice(0, 3)} •••••• ${phone.slice(-4)}`,
      updateTime: timestampNow(),
    });
    return this.contact;
  }

  add(init: MessageInitShape<typeof MessageSchema>): Message {
    const id = `msg_${String(this.messages.size + 1).padStart(26, "0")}`;
    const times = { createTime: timestampNow(), updateTime: timestampNow() };
    return this.#keep(create(MessageSchema, { id, version: 1n, ...times, ...init }));
  }

  resend(id: string): Message {
    const before = this.messages.get(id);
    if (!before) throw new ConnectError("NOT_FOUND", Code.NotFound);
    const state = MessageState.WAITING;
    return this.#keep({ ...before, state, version: before.version + 1n });
  }

  #keep(message: Message): Message {
    this.messages.set(message.id, message);
    this.changes.publish(message);
    return message;
  }
}
