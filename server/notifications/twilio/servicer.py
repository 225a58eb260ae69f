"""TwilioWebhookService."""

from here2order.notifications.v1 import twilio_webhook_service_pb2 as pb

from server.notifications.twilio.events import TwilioEvents
from server.rpc.call import Call


class TwilioWebhookServicer:
    """Answers here2order.notifications.v1.TwilioWebhookService."""

    def __init__(self, events: TwilioEvents) -> None:
        """`events` decides."""
        self._events = events

    async def ReceiveTwilioEvent(
        self, request: pb.ReceiveTwilioEventRequest, call: Call
    ) -> pb.ReceiveTwilioEventResponse:
        """Keeps what Twilio tells."""
        signature = call.metadata("x-twilio-signature")
        await self._events.receive(request.body.data, signature, request.message)
        return pb.ReceiveTwilioEventResponse()
