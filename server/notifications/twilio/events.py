"""Taking in what Twilio tells: proved by Twilio's own library, kept, and answered at once."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from twilio.request_validator import RequestValidator

from server.clock import Clock
from server.errors import FieldViolation, InvalidFields
from server.notifications.opt_outs.repository import OptOuts
from server.notifications.twilio.answers import RANKS
from server.rpc.signature import SignatureInvalid
from server.storage.inbox import Concern, Inbox, Subject, Vendor

#: What people send who want to hear nothing more, and who want to hear of us again. Twilio's words.
STOP_WORDS = frozenset(
    ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"]
)
START_WORDS = frozenset(["START", "YES", "UNSTOP"])

_INBOUND = "message.inbound"
_STATUS = "message.status"


class TwilioEvents:
    """What happens when Twilio calls."""

    def __init__(
        self, inbox: Inbox, opt_outs: OptOuts, clock: Clock, *, token: str, url: str
    ) -> None:
        """`token` is the account's, with none nothing is proved; `url` is where Twilio calls."""
        self._inbox = inbox
        self._opt_outs = opt_outs
        self._clock = clock
        # The library is without types.
        self._validator = RequestValidator(token) if token else None  # type: ignore[no-untyped-call]
        self._url = url

    async def receive(self, body: bytes, signature: str, message_id: str) -> None:
        """Keeps it, once. `signature` is the header X-Twilio-Signature.

        `message_id` is what stands behind the address; "" for what people send to our number.
        Raises SignatureInvalid, InvalidFields.
        """
        url = f"{self._url}/{message_id}" if message_id else self._url
        form = _form_of(body)
        if form is None or not self._proves(url, form, signature):
            raise SignatureInvalid("twilio")
        sid = form.get("MessageSid") or form.get("SmsSid", "")
        if not sid:
            raise InvalidFields([FieldViolation("body", "there is no MessageSid in it")])
        if message_id:
            await self._keep_status(body, form, sid, message_id)
        else:
            await self._hear(form, sid)
            await self._inbox.keep(Vendor.TWILIO, sid, _INBOUND, body, None)

    def _proves(self, url: str, form: Mapping[str, str], signature: str) -> bool:
        if self._validator is None or not signature.isascii():
            return False
        return bool(self._validator.validate(url, dict(form), signature))  # type: ignore[no-untyped-call]

    async def _keep_status(
        self, body: bytes, form: Mapping[str, str], sid: str, message_id: str
    ) -> None:
        status, code = form.get("MessageStatus", ""), form.get("ErrorCode", "") or "0"
        facts = {"sid": sid, "status": status, "error_code": code}
        known = status in RANKS and code.isdecimal()
        concern = Concern(Subject.MESSAGE, message_id, facts=facts) if known else None
        event_id = f"{sid}:{status}:{code}"
        await self._inbox.keep(Vendor.TWILIO, event_id, _STATUS, body, concern)

    async def _hear(self, form: Mapping[str, str], sid: str) -> None:
        # At once, and before it is kept: nobody is told anything after STOP.
        word = form.get("OptOutType", "") or form.get("Body", "")
        word, phone = word.strip().upper(), form.get("From", "").removeprefix("whatsapp:")
        if phone and word in STOP_WORDS | START_WORDS:
            await self._opt_outs.heard(
                phone, sid, opted_out=word in STOP_WORDS, now=self._clock.now()
            )


def _form_of(body: bytes) -> dict[str, str] | None:
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return None
    return dict(pairs)
