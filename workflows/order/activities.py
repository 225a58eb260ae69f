"""What the order's workflow does. All of it is harmless when done twice, or too late."""

from collections.abc import Awaitable, Callable

from temporalio import activity

from server.billing.bills.sums import counts
from server.billing.payments.commands import PaymentCommands
from server.notifications.messages.commands import MessageCommands
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import Order
from server.ordering.orders.transitions import OrderStateForbids
from server.storage.client import bounded
from workflows.names import ESCALATE_ORDER, EXPIRE_ORDER, SETTLE_ORDER
from workflows.order.convert import progress_of
from workflows.order.messages import OrderName, OrderProgress

#: In words for the guest.
NOT_MADE = "An order that had been paid for was not made."


class OrderActivities:
    """Those that change it tell how far it is then: a workflow that missed a signal catches up."""

    def __init__(
        self, orders: OrderCommands, payments: PaymentCommands, messages: MessageCommands
    ) -> None:
        """Each knows all restaurants; an activity names its own."""
        self._orders = orders
        self._payments = payments
        self._messages = messages

    @activity.defn(name=ESCALATE_ORDER)
    async def escalate(self, name: OrderName) -> OrderProgress:
        """Nobody took it yet: the house is alarmed. Raises NotFound."""
        return await self._do(self._orders.escalate, name)

    @activity.defn(name=EXPIRE_ORDER)
    async def expire(self, name: OrderName) -> OrderProgress:
        """Nobody took it at all. Raises NotFound."""
        return await self._do(self._orders.expire, name)

    @activity.defn(name=SETTLE_ORDER)
    async def settle(self, name: OrderName) -> None:
        """Sends back what was paid for an order that is owed no more, and tells the guests.

        Raises NotFound.
        """
        with bounded():
            order = await self._orders.of(name.restaurant_id).get(name.order_id)
            if not counts(order):
                await self._payments.refund_overpaid(name.restaurant_id, order.visit_id, NOT_MADE)
            await self._messages.order_changed(order)

    async def _do(
        self, command: Callable[[str, str], Awaitable[Order]], name: OrderName
    ) -> OrderProgress:
        with bounded():
            try:
                order = await command(name.restaurant_id, name.order_id)
            except OrderStateForbids:  # somebody was faster, and it is settled
                order = await self._orders.of(name.restaurant_id).get(name.order_id)
        return progress_of(order)
