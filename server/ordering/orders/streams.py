"""Who watches which orders."""

from here2order.ordering.v1 import order_service_pb2 as pb

from server.clock import Clock
from server.identity.standing import Standing
from server.ordering.orders.domain import Order
from server.ordering.orders.service import OrderService
from server.ordering.orders.watching import OrderMessages
from server.rpc.call import Call
from server.rpc.watch import View, Watches
from server.storage.events import Change


class OrderStreams:
    """WatchOrder and WatchOrders."""

    def __init__(
        self, orders: OrderService, watches: Watches, standing: Standing, clock: Clock
    ) -> None:
        """`standing` tells whether a caller may still watch."""
        self._orders = orders
        self._watches = watches
        self._standing = standing
        self._guests = OrderMessages(pb.WatchOrderResponse, clock, for_guest=True)
        self._staff = OrderMessages(pb.WatchOrdersResponse, clock, for_guest=False)

    async def of_visit(self, call: Call, visit_id: str, order_id: str, cursor: str) -> None:
        """The visit's orders, or only the one."""
        if order_id:
            await self._orders.get(call.restaurant_id, order_id, visit_id)

        def show(order: Order) -> bool:
            return not order_id or order.id == order_id

        def encode(change: Change) -> bytes | None:
            return self._guests.change(change) if change.key == order_id else None

        view = View(
            topics=frozenset({("visit-orders", visit_id)}),
            snapshot=lambda: self._guests.snapshot(
                self._orders.of(call.restaurant_id).visit_snapshot(visit_id), show
            ),
            encode=encode if order_id else self._guests.change,
            form=("order", order_id) if order_id else self._guests,
            beat=self._guests.beat,
            admit=self._standing.watcher(call),
        )
        await self._watches.run(call, view, cursor)

    async def of_restaurant(self, call: Call, cursor: str) -> None:
        """All orders of the restaurant."""
        restaurant_id = call.restaurant_id
        view = View(
            topics=frozenset({("orders", restaurant_id)}),
            snapshot=lambda: self._staff.snapshot(
                self._orders.of(restaurant_id).open_snapshot(), lambda _: True
            ),
            encode=self._staff.change,
            form=self._staff,
            beat=self._staff.beat,
            admit=self._standing.watcher(call),
        )
        await self._watches.run(call, view, cursor)
