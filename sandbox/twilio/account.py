"""The account: what it has, and what it sends."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from sandbox.twilio.callbacks import Callbacks
from sandbox.twilio.faults import Faults
from sandbox.twilio.records import Content, Message, Phone
from sandbox.twilio.store import Store

#: Those of a sandbox are no secret.
ACCOUNT_SID = "AC5a6d2c1b0f9e8d7c6b5a4f3e2d1c0b9a"
AUTH_TOKEN = "sandbox_twilio_auth_token_0123456789"
#: Twilio's own numbers for trying.
SMS_FROM = "+15005550006"
WHATSAPP_FROM = "+14155238886"

#: For so long after a guest wrote, WhatsApp takes free text.
WINDOW_SECONDS = 24 * 3600


@dataclass(slots=True, kw_only=True)
class Account:
    """Everything of one account."""

    sid: str
    auth_token: str
    sms_from: str
    whatsapp_from: str
    store: Store
    callbacks: Callbacks
    faults: Faults = field(default_factory=Faults)
    #: Between two statuses of a message.
    pace_seconds: float = 0.0
    #: Unix seconds; tests may be elsewhere in time.
    now: Callable[[], float] = time.time
    #: How often each route was called.
    calls: dict[str, int] = field(default_factory=dict)
    #: Held-back answers go when it is set.
    url: str = ""

    @classmethod
    def open(
        cls, data: Path, sid: str, auth_token: str, sms_from: str, whatsapp_from: str
    ) -> "Account":
        """With what is kept under `data`."""
        data.mkdir(parents=True, exist_ok=True)
        return cls(
            sid=sid,
            auth_token=auth_token,
            sms_from=sms_from,
            whatsapp_from=whatsapp_from,
            store=Store(data / "twilio.sqlite"),
            callbacks=Callbacks(sid, auth_token),
        )

    def phone(self, number: str) -> Phone:
        """What the number has made known; nothing yet if it is new."""
        return self.store.phones.get(number) or Phone(number=number)

    def may_write_freely(self, number: str) -> bool:
        """Whether WhatsApp takes free text to this number now."""
        wrote = self.phone(number).wrote_time
        return wrote is not None and self.now() - wrote < WINDOW_SECONDS

    def content_named(self, sid: str) -> Content | None:
        """A template, or None."""
        return self.store.contents.get(sid)

    def newest(self) -> list[Message]:
        """All messages, newest first."""
        return list(reversed(self.store.messages.values()))

    def count(self, route: str) -> None:
        """One more call."""
        self.calls[route] = self.calls.get(route, 0) + 1


ACCOUNT: web.AppKey[Account] = web.AppKey("account", Account)


def new_sid(prefix: str) -> str:
    """Like Twilio's."""
    return prefix + secrets.token_hex(16)
