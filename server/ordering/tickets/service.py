"""What stations do with their tickets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.ordering.orders import transitions
from server.ordering.orders.domain import Order
from server.ordering.orders.service import OrderService

_Work = Callable[[Order, str, str, datetime], Order]


@dataclass(frozen=True, slots=True)
class TicketName:
    """A ticket is an order's part at a station."""

    restaurant_id: str
    order_id: str
    station_id: str


class TicketService:
    """The kitchen's side of orders: each command is one on the order that the ticket is of."""

    def __init__(self, orders: OrderService) -> None:
        """`orders` stores them."""
        self._orders = orders

    async def start(self, name: TicketName, actor: str, version: int) -> Order:
        """The station begins. Raises NotFound, VersionMismatch, TicketStateForbids."""
        return await self._work(transitions.start, name, actor, version)

    async def bump(self, name: TicketName, actor: str, version: int) -> Order:
        """The station is done. Raises NotFound, VersionMismatch, TicketStateForbids."""
        return await self._work(transitions.bump, name, actor, version)

    async def recall(self, name: TicketName, actor: str, version: int) -> Order:
        """It was not done. Raises NotFound, VersionMismatch, TicketStateForbids."""
        return await self._work(transitions.recall, name, actor, version)

    async def _work(self, work: _Work, name: TicketName, actor: str, version: int) -> Order:
        return await self._orders.apply(
            name.restaurant_id,
            name.order_id,
            version,
            lambda order, now: work(order, name.station_id, actor, now),
        )
