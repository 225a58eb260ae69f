"""OrderService."""

from typing import Any

from here2order.ordering.v1 import order_service_pb2 as pb

from server.errors import FieldViolation, InvalidFields
from server.ordering.orders.convert import (
    line_fields,
    order_fields,
    order_state_from_proto,
    totals_fields,
    wishes_from_proto,
)
from server.ordering.orders.domain import Order, TicketState
from server.ordering.orders.replies import placed_reply
from server.ordering.orders.service import Canceller, OrderService, Wish
from server.ordering.orders.streams import OrderStreams
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of
from server.rpc.principal import Guest
from server.rpc.times import to_timestamp

_PAGE = 50


class OrderServicer:
    """Answers here2order.ordering.v1.OrderService."""

    def __init__(self, orders: OrderService, streams: OrderStreams) -> None:
        """`streams` serves what watches."""
        self._orders = orders
        self._streams = streams

    async def QuoteOrder(self, request: pb.QuoteOrderRequest, call: Call) -> pb.QuoteOrderResponse:
        """What an order would cost."""
        wishes = wishes_from_proto(request.lines)
        priced, ready = await self._orders.quote(call.restaurant_id, request.menu_version, wishes)
        queued, currency = TicketState.QUEUED, priced.currency
        return pb.QuoteOrderResponse(
            lines=[line_fields(line, queued, currency) for line in priced.lines],
            totals=totals_fields(priced.totals, currency),
            menu_version=priced.menu_version,
            ready_estimate_time=to_timestamp(ready),
        )

    async def PlaceOrder(self, request: pb.PlaceOrderRequest, call: Call) -> bytes:
        """Places an order, once."""
        guest = call.principal if isinstance(call.principal, Guest) else None
        wish = Wish(
            restaurant_id=call.restaurant_id,
            visit_id=guest.visit_id if guest else _named(request.visit_id),
            guest_id=guest.guest_id if guest else "",
            menu_version=request.menu_version,
            lines=wishes_from_proto(request.lines),
            note=request.note,
            origin=call.origin(request.request_id),
        )
        return placed_reply(await self._orders.place(wish), for_guest=guest is not None)

    async def GetOrder(self, request: pb.GetOrderRequest, call: Call) -> pb.GetOrderResponse:
        """One order."""
        order = await self._orders.get(call.restaurant_id, request.order_id, _visit_of(call))
        return pb.GetOrderResponse(order=_shown(order, call))

    async def ListOrders(self, request: pb.ListOrdersRequest, call: Call) -> pb.ListOrdersResponse:
        """Orders, newest first."""
        size = request.page_size or _PAGE
        before = decode_page_token(request.page_token, str)
        orders = await self._orders.of(call.restaurant_id).newest(
            visit_id=_visit_of(call) or request.visit_id,
            states=[order_state_from_proto(state) for state in request.states],
            before=str(before[0]) if before else "",
            limit=size + 1,
        )
        page, more = page_of(orders, size, lambda order: (order.id,))
        shown = [_shown(order, call) for order in page]
        return pb.ListOrdersResponse(orders=shown, next_page_token=more)

    async def AcceptOrder(
        self, request: pb.AcceptOrderRequest, call: Call
    ) -> pb.AcceptOrderResponse:
        """The house takes it."""
        order = await self._orders.accept(
            call.restaurant_id, request.order_id, call.principal.actor, request.expected_version
        )
        return pb.AcceptOrderResponse(order=_shown(order, call))

    async def RejectOrder(
        self, request: pb.RejectOrderRequest, call: Call
    ) -> pb.RejectOrderResponse:
        """The house refuses it."""
        actor, version = call.principal.actor, request.expected_version
        order = await self._orders.reject(
            call.restaurant_id, request.order_id, actor, version, request.reason
        )
        return pb.RejectOrderResponse(order=_shown(order, call))

    async def CancelOrder(
        self, request: pb.CancelOrderRequest, call: Call
    ) -> pb.CancelOrderResponse:
        """It is taken back."""
        canceller = Canceller(call.principal.caller, call.principal.actor, _visit_of(call))
        order = await self._orders.cancel(
            call.restaurant_id,
            request.order_id,
            canceller,
            request.expected_version,
            request.reason,
        )
        return pb.CancelOrderResponse(order=_shown(order, call))

    async def ServeOrder(self, request: pb.ServeOrderRequest, call: Call) -> pb.ServeOrderResponse:
        """It is on the table."""
        order = await self._orders.serve(
            call.restaurant_id, request.order_id, call.principal.actor, request.expected_version
        )
        return pb.ServeOrderResponse(order=_shown(order, call))

    async def WatchOrder(self, request: pb.WatchOrderRequest, call: Call) -> None:
        """A guest follows the visit's orders."""
        await self._streams.of_visit(call, _visit_of(call), request.order_id, request.cursor)

    async def WatchOrders(self, request: pb.WatchOrdersRequest, call: Call) -> None:
        """Staff follow the restaurant's orders."""
        await self._streams.of_restaurant(call, request.cursor)


def _visit_of(call: Call) -> str:
    return call.principal.visit_id if isinstance(call.principal, Guest) else ""


def _named(visit_id: str) -> str:
    if not visit_id:
        raise InvalidFields([FieldViolation("visit_id", "name the visit to order for")])
    return visit_id


def _shown(order: Order, call: Call) -> Any:
    return order_fields(order, for_guest=isinstance(call.principal, Guest))
