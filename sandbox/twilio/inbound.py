"""What phones send: kept, obeyed if it is STOP or START, and told to whoever owns the number."""

from sandbox.twilio.account import Account, new_sid
from sandbox.twilio.records import Message, Phone

#: Twilio obeys these by itself, and tells nevertheless.
STOP_WORDS = frozenset(
    ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
START_WORDS = frozenset(["START", "YES", "UNSTOP"])


def receive(account: Account, phone: str, body: str, channel: str, url: str) -> Message:
    """The phone has written to our number."""
    prefix, ours = ("whatsapp:", account.whatsapp_from), account.sms_from
    by_whatsapp, now = channel == "whatsapp", account.now()
    message = Message(
        sid=new_sid("SM"),
        to=f"{prefix[0]}{prefix[1]}" if by_whatsapp else ours,
        from_=f"{prefix[0]}{phone}" if by_whatsapp else phone,
        body=body,
        direction="inbound",
        status="received",
        date_created=now,
        date_updated=now,
        date_sent=now,
    )
    account.store.save(message)
    account.store.save(_after(account.phone(phone), message, now))
    account.callbacks.tell(url, _form(account, message))
    return message


def _after(phone: Phone, message: Message, now: float) -> Phone:
    word = message.body.strip().upper()
    if word in STOP_WORDS | START_WORDS:
        phone.opted_out = word in STOP_WORDS
    if message.is_whatsapp:
        phone.wrote_time = now
    return phone


def _form(account: Account, message: Message) -> dict[str, str]:
    return {
        "AccountSid": account.sid,
        "ApiVersion": "2010-04-01",
        "Body": message.body,
        "From": message.from_,
        "MessageSid": message.sid,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": message.sid,
        "SmsSid": message.sid,
        "SmsStatus": "received",
        "To": message.to,
    }
