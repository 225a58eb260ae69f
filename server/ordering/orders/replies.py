"""The answer to a placed order, as bytes: a dish in it is put together once, for all who order it.

On the wire, a message is the concatenation of its fields, in any order.
"""

from here2order.ordering.v1 import order_pb2
from here2order.ordering.v1 import order_service_pb2 as pb

from server.ordering.orders.convert import head_fields, line_fields, timeline_fields
from server.ordering.orders.domain import Order, OrderLine, TicketState
from server.rpc.wire import spliced

_KEY = order_pb2.OrderLine.KEY_FIELD_NUMBER
_NOTE = order_pb2.OrderLine.NOTE_FIELD_NUMBER
_LINES = order_pb2.Order.LINES_FIELD_NUMBER
_ORDER = pb.PlaceOrderResponse.ORDER_FIELD_NUMBER


def placed_reply(order: Order, *, for_guest: bool) -> bytes:
    """The serialized PlaceOrderResponse with an order as it was placed."""
    timeline = timeline_fields(order, for_guest=for_guest)
    head = order_pb2.Order(**head_fields(order), timeline=timeline).SerializeToString()
    lines = [spliced(_LINES, _line(line, order.currency)) for line in order.lines]
    return spliced(_ORDER, b"".join((head, *lines)))


def _line(line: OrderLine, currency: str) -> bytes:
    own = spliced(_KEY, line.key.encode())
    if line.note:
        own += spliced(_NOTE, line.note.encode())
    # What is kept is of one restaurant, so of one currency.
    return line.once("reply", lambda it: _dish(it, currency)) + own


def _dish(line: OrderLine, currency: str) -> bytes:
    """All but what one guest says of it. Nothing of a placed order has been begun."""
    fields = line_fields(line, TicketState.QUEUED, currency)
    return order_pb2.OrderLine(**(fields | {"key": "", "note": ""})).SerializeToString()
