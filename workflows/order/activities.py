"""What the order's workflow does to the order. Both are harmless when done twice, or too late."""

from collections.abc import Awaitable, Callable

from temporalio import activity

from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import Order
from server.ordering.orders.transitions import OrderStateForbids
from server.storage.client import bounded
from workflows.names import ESCALATE_ORDER, EXPIRE_ORDER
from workflows.order.convert import progress_of
from workflows.order.messages import OrderName, OrderProgress


class OrderActivities:
    """Each tells how far the order is then, so that a workflow that missed a signal catches up."""

    def __init__(self, orders: OrderCommands) -> None:
        """`orders` are those of all restaurants; each activity names its own."""
        self._orders = orders

    @activity.defn(name=ESCALATE_ORDER)
    async def escalate(self, name: OrderName) -> OrderProgress:
        """Nobody took it yet: the house is alarmed. Raises NotFound."""
        return await self._do(self._orders.escalate, name)

    @activity.defn(name=EXPIRE_ORDER)
    async def expire(self, name: OrderName) -> OrderProgress:
        """Nobody took it at all. Raises NotFound."""
        return await self._do(self._orders.expire, name)

    async def _do(
        self, command: Callable[[str, str], Awaitable[Order]], name: OrderName
    ) -> OrderProgress:
        with bounded():
            try:
                order = await command(name.restaurant_id, name.order_id)
            except OrderStateForbids:  # somebody was faster, and it is settled
                order = await self._orders.of(name.restaurant_id).get(name.order_id)
        return progress_of(order)
