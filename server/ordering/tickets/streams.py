"""The stream of tickets: a kitchen screen's."""

from functools import partial
from typing import Any

from here2order.ordering.v1 import ticket_service_pb2 as pb

from server.clock import Clock
from server.identity.standing import Standing
from server.ordering.orders.domain import Order
from server.ordering.orders.service import OrderService
from server.ordering.orders.watching import order_of, parts
from server.ordering.tickets.convert import tickets_fields
from server.rpc.call import Call
from server.rpc.pulse import Beats
from server.rpc.watch import View, Watches
from server.storage.events import Change


class TicketStreams:
    """WatchTickets."""

    def __init__(
        self, orders: OrderService, watches: Watches, standing: Standing, clock: Clock
    ) -> None:
        """`standing` tells whether a caller may still watch."""
        self._orders = orders
        self._watches = watches
        self._standing = standing
        self._beat = Beats(pb.WatchTicketsResponse, clock)

    async def of_station(self, call: Call, station_id: str, cursor: str) -> None:
        """The station's tickets, or all if none is named."""
        restaurant_id = call.restaurant_id

        view = View(
            topics=frozenset({("orders", restaurant_id)}),
            snapshot=lambda: parts(
                self._orders.of(restaurant_id).open_snapshot(),
                lambda orders, at: _part(orders, station_id, at),
            ),
            encode=partial(_change, station_id),
            form=("tickets", station_id),
            beat=self._beat,
            admit=self._standing.watcher(call),
        )
        await self._watches.run(call, view, cursor)


def _part(orders: list[Order], station_id: str, cursor: str) -> bytes:
    tickets = [ticket for order in orders for ticket in tickets_fields(order, station_id)]
    return _bytes(cursor=cursor, snapshot={"tickets": tickets, "more": not cursor})


def _change(station_id: str, change: Change) -> bytes | None:
    order = order_of(change)
    if order is None or not (station_id == "" or order.ticket(station_id)):
        return None
    tickets = tickets_fields(order, station_id)
    return _bytes(cursor=change.cursor, change={"tickets": tickets})


def _bytes(**fields: Any) -> bytes:
    return pb.WatchTicketsResponse(**fields).SerializeToString()
