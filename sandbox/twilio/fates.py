"""What becomes of a message that was taken: status by status, each told to whoever asked for it."""

import asyncio

from sandbox.twilio.account import Account
from sandbox.twilio.errors import last_status
from sandbox.twilio.records import Message

_FAILING_BEFORE_SENT = frozenset({30001, 30002, 63016, 63018})


async def live(account: Account, message: Message) -> None:
    """Leads the message to its end."""
    tell(account, message)
    for status in _way(message):
        if account.pace_seconds:
            await asyncio.sleep(account.pace_seconds)
        if message.status == "canceled":
            return
        advance(account, message, status)


def advance(account: Account, message: Message, status: str) -> None:
    """The message is in this status now; whoever asked is told."""
    message.status = status
    message.statuses.append(status)
    message.date_updated = account.now()
    if status == "sent":
        message.date_sent = message.date_updated
    if status in ("failed", "undelivered"):
        message.error_code = message.fate
    account.store.save(message)
    tell(account, message)


def tell(account: Account, message: Message) -> None:
    """The callback that belongs to the status it is in."""
    form = {
        "AccountSid": account.sid,
        "ApiVersion": "2010-04-01",
        "From": message.from_,
        "MessageSid": message.sid,
        "MessageStatus": message.status,
        "SmsSid": message.sid,
        "SmsStatus": message.status,
        "To": message.to,
    }
    if message.is_whatsapp:
        form["ChannelPrefix"] = "whatsapp"
    if message.error_code:
        form["ErrorCode"] = str(message.error_code)
    account.callbacks.tell(message.status_callback, form)


def _way(message: Message) -> list[str]:
    if not message.fate:
        return ["sent", "delivered"]
    end = last_status(message.fate)
    return [end] if message.fate in _FAILING_BEFORE_SENT else ["sent", end]
