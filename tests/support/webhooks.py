"""Events as vendors send them: with their signatures, right and wrong."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from standardwebhooks.webhooks import Webhook
from stripe import WebhookSignature
from twilio.request_validator import RequestValidator

from tests.support.app import (
    CLERK_WEBHOOK_SECRET,
    PUBLIC_URL,
    STRIPE_WEBHOOK_SECRET,
    TWILIO_AUTH_TOKEN,
)


def stripe_event(kind: str, thing: Mapping[str, Any], **more: Any) -> bytes:
    """An event about an object, with an id of its own."""
    event = {
        "id": f"evt_{secrets.token_hex(12)}",
        "object": "event",
        "type": kind,
        "api_version": "2026-10-28.clover",
        "created": int(time.time()),
        "livemode": False,
        "data": {"object": dict(thing)},
    }
    return json.dumps(event | more, indent=2).encode()


def stripe_signature(
    body: bytes, secret: str = STRIPE_WEBHOOK_SECRET, *, seconds_ago: int = 0
) -> str:
    """The header Stripe-Signature."""
    header: str = WebhookSignature.generate_signature_header(
        body.decode(), secret, int(time.time()) - seconds_ago
    )
    return header


def clerk_event(kind: str, user_id: str) -> bytes:
    """An event about a person."""
    event = {"object": "event", "type": kind, "data": {"object": "user", "id": user_id}}
    return json.dumps(event).encode()


def svix_headers(
    body: bytes,
    event_id: str = "",
    signed_with: str = CLERK_WEBHOOK_SECRET,
    *,
    seconds_ago: int = 0,
) -> dict[str, str]:
    """The three headers that Svix sends, in small letters."""
    event_id, sent = event_id or f"msg_{secrets.token_hex(12)}", int(time.time()) - seconds_ago
    moment = datetime.fromtimestamp(sent, UTC)
    return {
        "svix-id": event_id,
        "svix-timestamp": str(sent),
        "svix-signature": Webhook(signed_with).sign(event_id, moment, body.decode()),
    }


def twilio_event(**fields: str) -> bytes:
    """What Twilio sends when somebody writes to our number; or what the fields say."""
    form = {
        "MessageSid": f"SM{secrets.token_hex(16)}",
        "AccountSid": "AC" + "0" * 32,
        "From": "+919876543210",
        "To": "+15005550006",
        "Body": "Hello, is table 4 free?",
    }
    return urlencode(form | fields).encode()


def twilio_signature(body: bytes, message_id: str = "", token: str = TWILIO_AUTH_TOKEN) -> str:
    """The header X-Twilio-Signature."""
    url = f"{PUBLIC_URL}/webhooks/twilio" + (f"/{message_id}" if message_id else "")
    form = dict(parse_qsl(body.decode(), keep_blank_values=True))
    return str(RequestValidator(token).compute_signature(url, form))  # type: ignore[no-untyped-call]
