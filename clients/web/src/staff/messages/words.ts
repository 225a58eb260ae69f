import type { Tone } from "../../billing/Badge";
import { Channel } from "../../gen/here2order/notifications/v1/contact_pb";
import { MessageKind, MessageState } from "../../gen/here2order/notifications/v1/message_pb";

const KINDS: Record<MessageKind, string> = {
  [MessageKind.UNSPECIFIED]: "Message",
  [MessageKind.ORDER_ACCEPTED]: "Order accepted",
  [MessageKind.ORDER_READY]: "Order ready",
  [MessageKind.ORDER_ENDED]: "Order not made",
  [MessageKind.PAYMENT_PAID]: "Receipt",
  [MessageKind.PAYMENT_FAILED]: "Payment failed",
  [MessageKind.REFUND_DONE]: "Refund",
};

const STATES: Record<MessageState, readonly [string, Tone]> = {
  [MessageState.UNSPECIFIED]: ["", "plain"],
  [MessageState.WAITING]: ["Waiting", "wait"],
  [MessageState.SENT]: ["Sent", "wait"],
  [MessageState.DELIVERED]: ["Delivered", "good"],
  [MessageState.READ]: ["Read", "good"],
  [MessageState.FAILED]: ["Failed", "bad"],
  [MessageState.NOT_NEEDED]: ["Guest was looking", "plain"],
  [MessageState.OPTED_OUT]: ["Opted out", "plain"],
};

const CHANNELS: Record<Channel, string> = {
  [Channel.UNSPECIFIED]: "",
  [Channel.SMS]: "SMS",
  [Channel.WHATSAPP]: "WhatsApp",
};

export const kindWords = (kind: MessageKind) => KINDS[kind];
export const stateWords = (state: MessageState) => STATES[state];
export const channelWords = (channel: Channel) => CHANNELS[channel];

/** The contract lets a message be sent once more after it failed, or was not needed. */
export function canResend(state: MessageState): boolean {
  return state === MessageState.FAILED || state === MessageState.NOT_NEEDED;
}
