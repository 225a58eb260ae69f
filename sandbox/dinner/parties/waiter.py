"""Somebody on the floor, who follows all orders of the house."""

from collections.abc import AsyncIterable

import grpc.aio
from here2order.ordering.v1.order_pb2 import Order, OrderState
from here2order.ordering.v1.order_service_pb2 import (
    CancelOrderRequest,
    ListOrdersRequest,
    ServeOrderRequest,
    WatchOrdersRequest,
    WatchOrdersResponse,
)
from here2order.ordering.v1.visit_pb2 import Visit
from here2order.ordering.v1.visit_service_pb2 import CloseVisitRequest

from sandbox.dinner import words
from sandbox.dinner.parties.books import OrderBook
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party
from sandbox.dinner.parties.post import Post
from sandbox.dinner.parties.till import Till
from sandbox.dinner.transcript import Transcript

_NOT_ENDED = (
    OrderState.ORDER_STATE_PLACED,
    OrderState.ORDER_STATE_ACCEPTED,
    OrderState.ORDER_STATE_IN_PREPARATION,
    OrderState.ORDER_STATE_READY,
)


class Waiter(Party):
    """Serves one visit; the orders of others it sees, but does not mention."""

    def __init__(
        self, name: str, tell: Transcript, channel: grpc.aio.Channel, token: str, restaurant_id: str
    ) -> None:
        """Comes to work."""
        super().__init__(name, tell, channel, token)
        self.restaurant_id = restaurant_id
        self.visit = Visit()
        self.book = OrderBook(self._news)
        self.watched = Live(f"{name}'s orders", self._watch, self._take)
        self.till, self.post = Till(self, restaurant_id), Post(self, restaurant_id)
        self.streams = [self.watched, self.till.watched, self.post.watched]

    async def follow(self, visit: Visit) -> None:
        """Watches from now on."""
        self.visit = visit
        self.watched.connect()
        await self.watched.until("the first orders", lambda: bool(self.book.cursor), lambda: "none")

    async def serve(self, order: Order) -> None:
        """The dishes are on the table."""
        self.does(f"carries {order.number} to table {order.table_name}")
        request = ServeOrderRequest(restaurant_id=self.restaurant_id, order_id=order.id)
        await self.ask(self.orders.ServeOrder, request)

    async def sees_order(self, order: Order, state: OrderState.ValueType) -> None:
        """Waits until the list shows the order in that state."""

        def shown() -> Order:
            return self.book.orders.get(order.id, Order())

        await self.watched.until(
            f"order {order.number} to be {words.order_state(state)}",
            lambda: shown().state == state,
            lambda: words.order_state(shown().state),
        )

    async def close_visit(self) -> Visit:
        """The party has left."""
        request = CloseVisitRequest(restaurant_id=self.restaurant_id, visit_id=self.visit.id)
        return (await self.ask(self.visits.CloseVisit, request)).visit

    async def clear_table(self) -> None:
        """Whatever happened: nothing of this visit goes on. Harmless after a good evening."""
        if not self.visit.id:
            return
        wanted = ListOrdersRequest(
            restaurant_id=self.restaurant_id, visit_id=self.visit.id, states=_NOT_ENDED
        )
        for order in (await self.ask(self.orders.ListOrders, wanted)).orders:
            request = CancelOrderRequest(
                restaurant_id=self.restaurant_id, order_id=order.id, reason="The demo ended early."
            )
            await self.ask(self.orders.CancelOrder, request)
        await self.till.call_off(self.visit.id)
        await self.close_visit()

    def _watch(self) -> AsyncIterable[WatchOrdersResponse]:
        request = WatchOrdersRequest(restaurant_id=self.restaurant_id, cursor=self.book.cursor)
        return self.orders.WatchOrders(request, metadata=self.metadata)

    def _take(self, message: WatchOrdersResponse) -> None:
        self.book.take(message)

    def _news(self, before: Order | None, order: Order) -> None:
        if order.visit_id == self.visit.id:
            where = "" if before else f" at table {order.table_name}"
            self.sees(f"{words.order_news(order)}{where}")
