import { Code } from "@connectrpc/connect";
import type { Failure } from "./failure";

/** What a person reads for a reason: what happened, and what to do. */
const WORDS: Record<string, string> = {
  TOKEN_MISSING: "Please scan the code on your table.",
  TOKEN_INVALID: "Please scan the code on your table again.",
  TOKEN_EXPIRED: "Please scan the code on your table again.",
  DEVICE_REVOKED: "This screen was disconnected by a manager. Pair it again to go on.",
  CALLER_NOT_ALLOWED: "That cannot be done from here. Please ask the staff.",
  NOT_FOUND: "That does not exist any more.",
  VERSION_MISMATCH: "It has changed meanwhile. Have a look and try again.",
  REQUEST_ID_REUSED: "This order was sent before. Have a look at your orders.",
  TOO_MANY_CALLS: "A lot is going on just now. Trying again in a moment.",
  UNAVAILABLE: "No connection to the restaurant just now.",
  DEADLINE_EXCEEDED: "The answer takes too long.",
  INTERNAL: "Something went wrong on our side. Please try again.",
  PAIRING_CODE_UNKNOWN: "That code is not right, or older than ten minutes. Ask for a new one.",
  TABLE_CODE_UNKNOWN: "This code has been replaced. Scan the one on the table, or ask the staff.",
  VISIT_CLOSED: "This visit has ended.",
  NO_MENU: "There is no menu yet. Please ask the staff.",
  MENU_CHANGED: "The menu has changed meanwhile.",
  ORDER_STATE: "The order has moved on meanwhile; that is not possible any more.",
  TICKET_STATE: "The ticket has moved on meanwhile; that is not possible any more.",
  ORDERS_PAUSED: "The kitchen takes no orders just now.",
  CURSOR_TOO_OLD: "Catching up.",
  NOTHING_DUE: "There is nothing left to pay just now.",
  AMOUNT_ABOVE_DUE: "That is more than is left to pay. Somebody may have paid meanwhile.",
  AMOUNT_BELOW_MINIMUM: "That is too little to be paid online. Pay more at once, or in cash.",
  PAYMENTS_NOT_SET_UP: "Paying online is not possible here just now. Please ask the staff.",
  PAYMENT_STATE: "The payment has moved on meanwhile; that is not possible any more.",
  REFUND_ABOVE_PAID: "That is more than is left of this payment.",
  LINE_ALREADY_REFUNDED: "As many of that dish were refunded before.",
  TENDERED_TOO_LITTLE: "That is less than amount and tip.",
  IMPERSONATED: "Whoever acts in another person's name moves no money.",
  MESSAGE_STATE: "The message has moved on meanwhile; that is not possible any more.",
};

/** Words for a person; names the field and what is wrong when that is all there is to say. */
export function words(failure: Failure): string {
  const field = failure.fields[0];
  if (failure.reason === "INVALID_FIELDS" && field) return `Please check: ${field.description}.`;
  const known = WORDS[failure.reason];
  if (known) return known;
  if (failure.code === Code.DeadlineExceeded) return WORDS.DEADLINE_EXCEEDED as string;
  if (failure.code === Code.Unavailable || failure.code === Code.Unknown) {
    return WORDS.UNAVAILABLE as string;
  }
  return WORDS.INTERNAL as string;
}
