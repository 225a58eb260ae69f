"""StripeWebhookService."""

from here2order.billing.v1 import stripe_webhook_service_pb2 as pb

from server.billing.stripe_events.service import StripeEvents
from server.rpc.call import Call


class StripeWebhookServicer:
    """The RPC, as documented in the contract."""

    def __init__(self, events: StripeEvents) -> None:
        """`events` decides."""
        self._events = events

    async def ReceiveStripeEvent(
        self, request: pb.ReceiveStripeEventRequest, call: Call
    ) -> pb.ReceiveStripeEventResponse:
        """Keeps an event."""
        await self._events.receive(request.body.data, call.metadata("stripe-signature"))
        return pb.ReceiveStripeEventResponse()
