"""Requests of vendors. No token proves them, but a signature over their bytes."""

from dataclasses import dataclass

from google.api.httpbody_pb2 import HttpBody
from google.protobuf.message import Message
from here2order.billing.v1 import stripe_webhook_service_pb2
from here2order.identity.v1 import clerk_webhook_service_pb2
from here2order.notifications.v1 import twilio_webhook_service_pb2

from tests.rpc.access.callers import Metadata
from tests.rpc.access.world import World
from tests.support.webhooks import (
    clerk_event,
    stripe_event,
    stripe_signature,
    svix_headers,
    twilio_signature,
)


@dataclass(slots=True)
class StripeWebhooks:
    """StripeWebhookService."""

    world: World

    async def ReceiveStripeEvent(self) -> stripe_webhook_service_pb2.ReceiveStripeEventRequest:
        body = stripe_event("payment_intent.succeeded", {"id": "pi_1", "object": "payment_intent"})
        return stripe_webhook_service_pb2.ReceiveStripeEventRequest(body=_json(body))


@dataclass(slots=True)
class ClerkWebhooks:
    """ClerkWebhookService."""

    world: World

    async def ReceiveClerkEvent(self) -> clerk_webhook_service_pb2.ReceiveClerkEventRequest:
        body = clerk_event("user.updated", "user_1")
        return clerk_webhook_service_pb2.ReceiveClerkEventRequest(body=_json(body))


def signed(request: Message) -> Metadata:
    """The headers that a vendor sends along; none if it is no vendor's request."""
    match request:
        case stripe_webhook_service_pb2.ReceiveStripeEventRequest():
            return [("stripe-signature", stripe_signature(request.body.data))]
        case clerk_webhook_service_pb2.ReceiveClerkEventRequest():
            return list(svix_headers(request.body.data).items())
        case twilio_webhook_service_pb2.ReceiveTwilioEventRequest():
            return [("x-twilio-signature", twilio_signature(request.body.data))]
        case _:
            return []


def _json(body: bytes) -> HttpBody:
    return HttpBody(content_type="application/json", data=body)
