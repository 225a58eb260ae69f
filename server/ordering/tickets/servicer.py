"""TicketService."""

from typing import Any

from here2order.ordering.v1 import ticket_service_pb2 as pb

from server.ordering.orders.domain import Order
from server.ordering.orders.service import OrderService
from server.ordering.tickets.convert import tickets_fields
from server.ordering.tickets.service import TicketName, TicketService
from server.ordering.tickets.streams import TicketStreams
from server.rpc.call import Call
from server.rpc.paging import decode_page_token, page_of

_PAGE = 100
_Command = pb.StartTicketRequest | pb.BumpTicketRequest | pb.RecallTicketRequest


class TicketServicer:
    """Answers here2order.ordering.v1.TicketService."""

    def __init__(
        self, tickets: TicketService, orders: OrderService, streams: TicketStreams
    ) -> None:
        """`streams` serves what watches."""
        self._tickets = tickets
        self._orders = orders
        self._streams = streams

    async def ListTickets(
        self, request: pb.ListTicketsRequest, call: Call
    ) -> pb.ListTicketsResponse:
        """Tickets that are not served or voided, oldest first."""
        size = request.page_size or _PAGE
        after = decode_page_token(request.page_token, str)
        orders = await self._orders.of(call.restaurant_id).list_open(
            str(after[0]) if after else "", size + 1
        )
        page, more = page_of(orders, size, lambda order: (order.id,))
        station_id = request.station_id
        shown = [one for order in page for one in tickets_fields(order, station_id)]
        return pb.ListTicketsResponse(tickets=shown, next_page_token=more)

    async def StartTicket(
        self, request: pb.StartTicketRequest, call: Call
    ) -> pb.StartTicketResponse:
        """The station begins."""
        name, actor = _name(request, call), call.principal.actor
        order = await self._tickets.start(name, actor, request.expected_version)
        return pb.StartTicketResponse(ticket=_ticket(order, name))

    async def BumpTicket(self, request: pb.BumpTicketRequest, call: Call) -> pb.BumpTicketResponse:
        """The station is done."""
        name, actor = _name(request, call), call.principal.actor
        order = await self._tickets.bump(name, actor, request.expected_version)
        return pb.BumpTicketResponse(ticket=_ticket(order, name))

    async def RecallTicket(
        self, request: pb.RecallTicketRequest, call: Call
    ) -> pb.RecallTicketResponse:
        """It was not done."""
        name, actor = _name(request, call), call.principal.actor
        order = await self._tickets.recall(name, actor, request.expected_version)
        return pb.RecallTicketResponse(ticket=_ticket(order, name))

    async def WatchTickets(self, request: pb.WatchTicketsRequest, call: Call) -> None:
        """A kitchen screen's stream."""
        await self._streams.of_station(call, request.station_id, request.cursor)


def _name(request: _Command, call: Call) -> TicketName:
    return TicketName(call.restaurant_id, request.order_id, request.station_id)


def _ticket(order: Order, name: TicketName) -> Any:
    (ticket,) = tickets_fields(order, name.station_id)
    return ticket
