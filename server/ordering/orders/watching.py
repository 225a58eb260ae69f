"""The streams of orders: the guest's of a visit, the staff's of a restaurant."""

from collections.abc import AsyncIterator, Callable
from typing import Any

from google.protobuf.message import Message
from here2order.ordering.v1 import order_pb2
from here2order.ordering.v1 import order_service_pb2 as pb

from server.clock import Clock
from server.ordering.orders.convert import order_fields, shared_fields, timeline_fields
from server.ordering.orders.documents import from_document
from server.ordering.orders.domain import Order
from server.ordering.orders.repository import COLLECTION
from server.rpc.pulse import Beats
from server.rpc.wire import spliced
from server.storage.cursor import Position
from server.storage.events import Change
from server.storage.snapshot import Snapshot

_Response = type[pb.WatchOrderResponse] | type[pb.WatchOrdersResponse]


def order_of(change: Change) -> Order | None:
    """The order that a change left, or None if it is of something else. Decoded once a change."""
    if change.collection != COLLECTION:
        return None
    return change.encoded("order", _order)


def _order(change: Change) -> Order | None:
    document = change.document
    return None if document is None else from_document(document)


async def parts(
    snapshot: Snapshot, part: Callable[[list[Order], str], bytes]
) -> AsyncIterator[tuple[bytes, Position]]:
    """A snapshot of orders as messages. `part` makes one; only the last gets a cursor."""
    held: list[Order] | None = None
    async for batch in snapshot.batches():
        if held is not None:
            yield part(held, ""), Position()
        held = [from_document(document) for document in batch]
    yield part(held or [], snapshot.position.encode()), snapshot.position


class OrderMessages:
    """Makes the messages of one kind of stream of orders."""

    def __init__(self, response: _Response, clock: Clock, *, for_guest: bool) -> None:
        """`response` is the stream's message."""
        self._response: Any = response
        self.beat = Beats(response, clock)
        self._for_guest = for_guest

    async def snapshot(
        self, snapshot: Snapshot, show: Callable[[Order], bool]
    ) -> AsyncIterator[tuple[bytes, Position]]:
        """The orders of the snapshot that this stream shows."""
        async for message in parts(
            snapshot, lambda orders, cursor: self._part(list(filter(show, orders)), cursor)
        ):
            yield message

    def change(self, change: Change) -> bytes | None:
        """The order as it is now."""
        order = order_of(change)
        if order is None:
            return None
        # Guests and staff are told the same but for the timeline.
        shared = change.encoded("shared", lambda _: _order_bytes(**shared_fields(order)))
        timeline = _order_bytes(timeline=timeline_fields(order, for_guest=self._for_guest))
        field = self._response.ORDER_FIELD_NUMBER
        return self._bytes(cursor=change.cursor) + spliced(field, shared + timeline)

    def _part(self, orders: list[Order], cursor: str) -> bytes:
        shown = [order_fields(order, for_guest=self._for_guest) for order in orders]
        return self._bytes(cursor=cursor, snapshot={"orders": shown, "more": not cursor})

    def _bytes(self, **fields: Any) -> bytes:
        message: Message = self._response(**fields)
        return message.SerializeToString()


def _order_bytes(**fields: Any) -> bytes:
    return order_pb2.Order(**fields).SerializeToString()
