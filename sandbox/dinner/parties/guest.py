"""A guest's phone: scans, reads the menu, orders, and watches both live."""

from collections.abc import AsyncIterable

import grpc.aio
from here2order.catalog.v1.menu_pb2 import Availability, Menu
from here2order.catalog.v1.menu_service_pb2 import WatchMenuRequest, WatchMenuResponse
from here2order.ordering.v1.order_pb2 import LineRequest, Order, OrderState
from here2order.ordering.v1.order_service_pb2 import (
    CancelOrderRequest,
    ListOrdersRequest,
    PlaceOrderRequest,
    QuoteOrderRequest,
    QuoteOrderResponse,
    WatchOrderRequest,
    WatchOrderResponse,
)
from here2order.ordering.v1.visit_pb2 import Visit
from here2order.ordering.v1.visit_service_pb2 import ScanTableRequest

from sandbox.dinner import words
from sandbox.dinner.parties.bill_page import BillPage
from sandbox.dinner.parties.books import OrderBook
from sandbox.dinner.parties.live import Live
from sandbox.dinner.parties.party import Party, new_request_id
from sandbox.dinner.transcript import Transcript


class GuestPhone(Party):
    """One phone of the party at the table."""

    def __init__(self, name: str, tell: Transcript, channel: grpc.aio.Channel) -> None:
        """Still in a pocket."""
        super().__init__(name, tell, channel)
        self.menu, self.availability = Menu(), Availability()
        self.book = OrderBook(self._order_news)
        self.watched_orders = Live(f"{name}'s orders", self._watch_orders, self._take_orders)
        self.watched_menu = Live(f"{name}'s menu", self._watch_menu, self._take_menu)
        self.bill_page = BillPage(self)
        self.streams = [self.watched_orders, self.watched_menu, self.bill_page.watched]

    async def scan(self, code: str) -> Visit:
        """Opens the table's visit, or joins it, and begins to watch."""
        request = ScanTableRequest(code=code, request_id=new_request_id(), guest_name=self.name)
        seat = await self.ask(self.visits.ScanTable, request)
        self.token = seat.token
        self.watched_orders.connect()
        self.watched_menu.connect()
        return seat.visit

    async def quote(self, lines: list[LineRequest]) -> QuoteOrderResponse:
        """What it would cost, on the menu that this phone shows."""
        request = QuoteOrderRequest(menu_version=self.menu.version, lines=lines)
        return await self.ask(self.orders.QuoteOrder, request)

    def order_form(self, lines: list[LineRequest], note: str = "") -> PlaceOrderRequest:
        """What the phone sends, and sends again until there is an answer."""
        return PlaceOrderRequest(
            request_id=new_request_id(), menu_version=self.menu.version, lines=lines, note=note
        )

    async def place(self, form: PlaceOrderRequest) -> Order:
        """Orders. Raises RefusedError."""
        return (await self.ask(self.orders.PlaceOrder, form)).order

    async def cancel(self, order: Order) -> Order:
        """Takes it back. Raises RefusedError."""
        request = CancelOrderRequest(order_id=order.id)
        return (await self.ask(self.orders.CancelOrder, request)).order

    async def list_orders(self) -> list[Order]:
        """Those of the visit, newest first."""
        return list((await self.ask(self.orders.ListOrders, ListOrdersRequest())).orders)

    async def sees_order(self, order: Order, state: OrderState.ValueType) -> Order:
        """Waits until the phone shows the order in that state."""

        def shown() -> Order:
            return self.book.orders.get(order.id, Order())

        await self.watched_orders.until(
            f"order {order.number} to be {words.order_state(state)}",
            lambda: shown().state == state,
            lambda: words.order_state(shown().state),
        )
        return shown()

    async def sees_menu(self, version: int) -> None:
        """Waits until the phone shows that version of the menu, or a later one."""
        await self.watched_menu.until(
            f"menu version {version}",
            lambda: self.menu.version >= version,
            lambda: f"version {self.menu.version}",
        )

    async def sees_out(self, item_id: str) -> None:
        """Waits until the phone shows that dish as sold out."""
        await self.watched_menu.until(
            f"{item_id} to be out",
            lambda: any(gone.item_id == item_id for gone in self.availability.sold_out),
            lambda: "that it can be had",
        )

    def _watch_orders(self) -> AsyncIterable[WatchOrderResponse]:
        request = WatchOrderRequest(cursor=self.book.cursor)
        return self.orders.WatchOrder(request, metadata=self.metadata)

    def _watch_menu(self) -> AsyncIterable[WatchMenuResponse]:
        return self.menus.WatchMenu(WatchMenuRequest(), metadata=self.metadata)

    def _take_orders(self, message: WatchOrderResponse) -> None:
        self.book.take(message)

    def _order_news(self, before: Order | None, order: Order) -> None:
        self.sees(words.order_news(order) if before else words.new_order(order))

    def _take_menu(self, message: WatchMenuResponse) -> None:
        kind = message.WhichOneof("event")
        if kind == "menu":
            self.menu, self.availability = message.menu.menu, message.menu.availability
            self.sees(f"menu version {self.menu.version}, {len(self.menu.items)} dishes")
        elif kind == "availability":
            self._tell_what_is_out(message.availability)
            self.availability = message.availability

    def _tell_what_is_out(self, now: Availability) -> None:
        before = {gone.item_id for gone in self.availability.sold_out}
        after = {gone.item_id for gone in now.sold_out}
        for item_id in sorted(before ^ after):
            name = words.item_name(self.menu, item_id)
            self.sees(f"{name} {'is out' if item_id in after else 'is back'}")
