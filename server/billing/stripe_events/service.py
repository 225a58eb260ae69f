"""Taking Stripe's events in: proved by Stripe's own library, kept, and answered at once."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from server.billing.stripe_events.concern import concern_of
from server.errors import FieldViolation, InvalidFields
from server.rpc.signature import SignatureInvalid
from server.storage.inbox import Inbox, Vendor


class StripeEvents:
    """What happens when Stripe calls."""

    def __init__(self, inbox: Inbox, secrets: Sequence[str]) -> None:
        """`secrets` of the endpoint: two while one is being replaced; with none, none is proved."""
        self._inbox = inbox
        self._secrets = tuple(secrets)

    async def receive(self, body: bytes, signature: str) -> None:
        """Keeps an event, once; `signature` is the header Stripe-Signature.

        Raises SignatureInvalid, InvalidFields.
        """
        if not any(_proves(signature, body, secret) for secret in self._secrets):
            raise SignatureInvalid("stripe")
        event = _decoded(body)
        await self._inbox.keep(Vendor.STRIPE, event["id"], event["type"], body, concern_of(event))


def _proves(signature: str, body: bytes, secret: str) -> bool:
    # Heavy, and there before the first event: see server/later.py.
    from server.billing.stripe_events.proof import proves

    return proves(signature, body, secret)


def _decoded(body: bytes) -> Mapping[str, Any]:
    try:
        event = json.loads(body)
    except ValueError:
        event = None
    if isinstance(event, dict) and all(
        isinstance(event.get(name), str) and event[name] for name in ("id", "type")
    ):
        return event
    raise InvalidFields([FieldViolation("body", "this is no event of Stripe's")])
