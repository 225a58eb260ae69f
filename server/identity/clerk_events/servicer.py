"""ClerkWebhookService."""

from here2order.identity.v1 import clerk_webhook_service_pb2 as pb

from server.identity.clerk_events.service import ClerkEvents, SvixHeaders
from server.rpc.call import Call


class ClerkWebhookServicer:
    """The RPC, as documented in the contract."""

    def __init__(self, events: ClerkEvents) -> None:
        """`events` decides."""
        self._events = events

    async def ReceiveClerkEvent(
        self, request: pb.ReceiveClerkEventRequest, call: Call
    ) -> pb.ReceiveClerkEventResponse:
        """Keeps an event."""
        headers = SvixHeaders(
            call.metadata("svix-id"),
            call.metadata("svix-timestamp"),
            call.metadata("svix-signature"),
        )
        await self._events.receive(request.body.data, headers)
        return pb.ReceiveClerkEventResponse()
