"""A client that watches: keeps the newest of each order, and its cursor, as the contract says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from here2order.ordering.v1 import order_pb2, order_service_pb2, ticket_pb2, ticket_service_pb2

from tests.support.api import Api, bearer

_PATIENCE_SECONDS = 20


class Watcher:
    """Holds what a stream has shown. `until` waits for a condition on it."""

    def __init__(self, open_stream: Callable[[str], Any]) -> None:
        """`open_stream(cursor)` makes the call."""
        self._open_stream = open_stream
        self.call: Any = None
        self.cursor = ""
        self.orders: dict[str, order_pb2.Order] = {}
        self.tickets: dict[tuple[str, str], ticket_pb2.Ticket] = {}
        #: Of every order, the versions in the order in which they came.
        self.versions: dict[str, list[int]] = {}
        self.snapshots = 0
        self.beats = 0
        self._news = asyncio.Event()

    def connect(self) -> None:
        """Opens the stream, where it stopped if it had begun."""
        self.call = self._open_stream(self.cursor)

    def disconnect(self) -> None:
        """The phone goes into a tunnel."""
        self.call.cancel()

    async def until(
        self,
        condition: Callable[[Watcher], bool],
        *,
        patience_seconds: float = _PATIENCE_SECONDS,
    ) -> None:
        """Reads on until the condition holds. Raises grpc.RpcError when the stream ends."""
        async with asyncio.timeout(patience_seconds):
            while not condition(self):
                await self.read()

    async def shows(self, condition: Callable[[], bool]) -> None:
        """Waits until the condition holds while somebody else reads."""
        while not condition():
            self._news.clear()
            await self._news.wait()

    async def caught_up(self) -> None:
        """Reads on to the next beat: all that happened before it was opened is seen then."""
        before = self.beats
        await self.until(lambda it: it.beats > before)

    async def read(self) -> None:
        """Takes one message in."""
        message: Any = await anext(aiter(self.call))
        kind = message.WhichOneof("event")
        if kind == "snapshot":
            self._take_snapshot(message.snapshot)
        elif kind == "order":
            self._take_order(message.order)
        elif kind == "change":
            self._take_tickets(message.change.tickets)
        else:
            self.beats += 1
        self.cursor = message.cursor or self.cursor
        self._news.set()

    def _take_snapshot(self, snapshot: Any) -> None:
        self.snapshots += 1
        if isinstance(snapshot, order_service_pb2.OrderSnapshot):
            for order in snapshot.orders:
                self._take_order(order)
        else:
            self._take_tickets(snapshot.tickets)

    def _take_order(self, order: order_pb2.Order) -> None:
        self.orders[order.id] = order
        self.versions.setdefault(order.id, []).append(order.version)

    def _take_tickets(self, tickets: Any) -> None:
        for ticket in tickets:
            self.tickets[ticket.order_id, ticket.station_id] = ticket
            self.versions.setdefault(ticket.order_id, []).append(ticket.order_version)


def guest_watcher(api: Api, token: str) -> Watcher:
    """The guest's page."""
    return Watcher(
        lambda cursor: api.orders.WatchOrder(
            order_service_pb2.WatchOrderRequest(cursor=cursor), metadata=bearer(token)
        )
    )


def staff_watcher(api: Api, token: str, restaurant_id: str) -> Watcher:
    """The staff's list of orders."""
    return Watcher(
        lambda cursor: api.orders.WatchOrders(
            order_service_pb2.WatchOrdersRequest(restaurant_id=restaurant_id, cursor=cursor),
            metadata=bearer(token),
        )
    )


def kitchen_watcher(api: Api, token: str, station_id: str = "") -> Watcher:
    """A screen in the kitchen."""
    return Watcher(
        lambda cursor: api.tickets.WatchTickets(
            ticket_service_pb2.WatchTicketsRequest(station_id=station_id, cursor=cursor),
            metadata=bearer(token),
        )
    )
