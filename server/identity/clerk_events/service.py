"""Taking Clerk's events in: proved as Svix signs them, kept, and answered at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from server.errors import FieldViolation, InvalidFields
from server.rpc.signature import SignatureInvalid
from server.storage.inbox import Concern, Inbox, Subject, Vendor

_OF_PEOPLE = frozenset({"user.created", "user.updated", "user.deleted"})


@dataclass(frozen=True, slots=True)
class SvixHeaders:
    """What Svix sends along; the names are its own, the scheme is that of Standard Webhooks."""

    id: str
    timestamp: str
    signature: str


class ClerkEvents:
    """What happens when Clerk calls."""

    def __init__(self, inbox: Inbox, secret: str) -> None:
        """`secret` is the endpoint's, "whsec_…"; with none, nothing is proved.

        Raises ValueError if it is no such secret.
        """
        self._inbox = inbox
        self._webhook = Webhook(secret) if secret else None

    async def receive(self, body: bytes, headers: SvixHeaders) -> None:
        """Keeps an event, once. Raises SignatureInvalid, InvalidFields."""
        if self._webhook is None or not _proves(self._webhook, body, headers):
            raise SignatureInvalid("clerk")
        event = _decoded(body)
        kind = str(event["type"])
        await self._inbox.keep(Vendor.CLERK, headers.id, kind, body, concern_of(event))


def concern_of(event: Mapping[str, Any]) -> Concern | None:
    """The person whom Clerk is to be asked about; None if it is about nobody."""
    about = event.get("data")
    user_id = about.get("id") if isinstance(about, dict) else None
    if event.get("type") not in _OF_PEOPLE or not isinstance(user_id, str) or not user_id:
        return None
    return Concern(Subject.PERSON, user_id)


def _proves(webhook: Webhook, body: bytes, headers: SvixHeaders) -> bool:
    sent = {
        "webhook-id": headers.id,
        "webhook-timestamp": headers.timestamp,
        "webhook-signature": headers.signature,
    }
    try:
        webhook.verify(body, sent, json_parse=False)
    except (WebhookVerificationError, ValueError):  # the latter for what is no base64, no UTF-8
        return False
    return True


def _decoded(body: bytes) -> Mapping[str, Any]:
    try:
        event = json.loads(body)
    except ValueError:
        event = None
    if isinstance(event, dict) and isinstance(event.get("type"), str) and event["type"]:
        return event
    raise InvalidFields([FieldViolation("body", "this is no event of Clerk's")])
