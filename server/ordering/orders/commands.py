"""Commands on orders that exist: all that can be done with a database and a clock."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from server.clock import Clock
from server.ordering.orders import transitions
from server.ordering.orders.domain import Order
from server.ordering.orders.repository import COLLECTION, OrderRepository
from server.storage.change import change
from server.storage.client import Database
from server.storage.group_commit import GroupCommit


class OrderCommands:
    """Moves orders on. Workers, who place none, need no more than this."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` says when something happened, not whether it is due."""
        self._orders = partial(OrderRepository, database, GroupCommit(database[COLLECTION]))
        self._clock = clock

    def of(self, restaurant_id: str) -> OrderRepository:
        """The orders of one restaurant, for those who only read."""
        return self._orders(restaurant_id)

    async def escalate(self, restaurant_id: str, order_id: str) -> Order:
        """Nobody took it yet. Raises NotFound, OrderStateForbids."""
        return await self.apply(restaurant_id, order_id, 0, transitions.escalate)

    async def expire(self, restaurant_id: str, order_id: str) -> Order:
        """Nobody took it at all. Raises NotFound, OrderStateForbids."""
        return await self.apply(restaurant_id, order_id, 0, transitions.expire)

    async def apply(
        self,
        restaurant_id: str,
        order_id: str,
        version: int,
        decide: Callable[[Order, datetime], Order],
    ) -> Order:
        """One command on one order. Raises NotFound, VersionMismatch, and what `decide` raises."""
        orders, now = self.of(restaurant_id), self._clock.now()
        load = partial(orders.get, order_id)
        return await change(load, lambda order: decide(order, now), orders.replace, version)
