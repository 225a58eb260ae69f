"""MessageService."""

from datetime import UTC, datetime, timedelta

from here2order.notifications.v1 import message_service_pb2 as pb

from server.clock import EPOCH
from server.notifications.messages.convert import message_to_proto, states_from_proto
from server.notifications.messages.domain import Message
from server.notifications.messages.service import MessageService
from server.notifications.messages.streams import MessageStreams
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of

_PAGE = 50
_MILLISECOND = timedelta(milliseconds=1)
#: Dates beyond these are no calendar's.
_LATEST = datetime(9999, 1, 1, tzinfo=UTC)


class MessageServicer:
    """Answers here2order.notifications.v1.MessageService."""

    def __init__(self, messages: MessageService, streams: MessageStreams) -> None:
        """`streams` serves what watches."""
        self._messages = messages
        self._streams = streams

    async def ListMessages(
        self, request: pb.ListMessagesRequest, call: Call
    ) -> pb.ListMessagesResponse:
        """Messages, newest first."""
        size = request.page_size or _PAGE
        messages = await self._messages.of(call.restaurant_id).newest(
            visit_id=request.visit_id,
            states=states_from_proto(request.states),
            before=_place_in(request.page_token),
            limit=size + 1,
        )
        page, more = page_of(messages, size, _place_of)
        shown = [message_to_proto(message) for message in page]
        return pb.ListMessagesResponse(messages=shown, next_page_token=more)

    async def WatchMessages(self, request: pb.WatchMessagesRequest, call: Call) -> None:
        """Staff follow what guests are told."""
        await self._streams.of_restaurant(call, request.cursor)

    async def ResendMessage(
        self, request: pb.ResendMessageRequest, call: Call
    ) -> pb.ResendMessageResponse:
        """Once more."""
        message = await self._messages.resend(
            call.restaurant_id,
            request.message_id,
            call.origin(request.request_id),
            request.expected_version,
        )
        return pb.ResendMessageResponse(message=message_to_proto(message))


def _place_of(message: Message) -> tuple[str | int, ...]:
    return (message.create_time - EPOCH) // _MILLISECOND, message.id


def _place_in(token: str) -> tuple[datetime, str] | None:
    place = decode_page_token(token, int, str)
    if place is None:
        return None
    latest = (_LATEST - EPOCH) // _MILLISECOND
    return EPOCH + min(max(int(place[0]), 0), latest) * _MILLISECOND, str(place[1])
