"""kill -9 in the middle of the evening: nothing that was promised is lost, nobody is confused."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

import grpc
import pytest
from here2order.ordering.v1 import order_pb2, order_service_pb2, ticket_service_pb2

from tests.support.api import bearer
from tests.support.house import House, Seat, lassi, open_house
from tests.support.server_process import ServerProcess
from tests.support.watching import Watcher, guest_watcher, kitchen_watcher, staff_watcher

TABLES = 10
ROUNDS = 12
#: After so many orders were promised, the server dies.
DEATHS_AFTER = (25, 60, 90)

Reply = TypeVar("Reply")

_COMES_BACK = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}


@dataclass
class Evening:
    """Who orders, who watches, and what was promised to whom."""

    house: House
    seats: list[Seat]
    #: Acknowledged orders by the request_id under which they were placed.
    promised: dict[str, order_pb2.Order] = field(default_factory=dict)
    progress: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def dine(self, seat: Seat) -> None:
        """A guest orders round after round, and asks again until there is an answer."""
        for _ in range(ROUNDS):
            request = self.house.order_request(lassi())
            reply = await insist(lambda: self._place(seat, request))  # noqa: B023 - awaited here
            async with self.progress:
                self.promised[request.request_id] = reply.order
                self.progress.notify_all()

    async def cook(self) -> None:
        """The bar makes every drink that was promised."""
        done: set[str] = set()
        while len(done) < TABLES * ROUNDS:
            async with self.progress:
                await self.progress.wait_for(lambda: len(self.promised) > len(done))
            for order in [one for one in self.promised.values() if one.id not in done]:
                await insist(lambda: self._bump(order))  # noqa: B023 - awaited here
                done.add(order.id)

    async def promises(self, count: int) -> None:
        """Waits until so many orders were promised."""
        async with self.progress:
            await self.progress.wait_for(lambda: len(self.promised) >= count)

    async def _place(
        self, seat: Seat, request: order_service_pb2.PlaceOrderRequest
    ) -> order_service_pb2.PlaceOrderResponse:
        return await self.house.api.orders.PlaceOrder(
            request, metadata=bearer(seat.token), timeout=5
        )

    async def _bump(self, order: order_pb2.Order) -> ticket_service_pb2.BumpTicketResponse:
        request = ticket_service_pb2.BumpTicketRequest(order_id=order.id, station_id="bar")
        return await self.house.api.tickets.BumpTicket(
            request, metadata=self.house.as_("DEVICE"), timeout=5
        )


async def insist(call: Callable[[], Awaitable[Reply]]) -> Reply:
    """Sends the same request until the server answers."""
    while True:
        try:
            return await call()
        except grpc.aio.AioRpcError as error:
            if error.code() not in _COMES_BACK:
                raise


async def follow(watcher: Watcher) -> None:
    """Keeps a stream open as a client does: it comes back with its cursor."""
    while True:
        watcher.connect()
        try:
            await watcher.until(lambda _: False, patience_seconds=600)
        except grpc.aio.AioRpcError as error:
            if error.code() not in _COMES_BACK:
                raise


def all_watchers(house: House, seats: list[Seat]) -> list[Watcher]:
    """Five streams a table: three phones, one screen, one of the staff."""
    owner, screen = house.tokens["OWNER"], house.tokens["DEVICE"]
    watchers: list[Watcher] = []
    for seat in seats:
        watchers += [guest_watcher(house.api, seat.token) for _ in range(3)]
        watchers.append(kitchen_watcher(house.api, screen, "bar"))
        watchers.append(staff_watcher(house.api, owner, house.restaurant_id))
    return watchers


async def all_orders(house: House) -> list[order_pb2.Order]:
    """Every order of the restaurant, page by page."""
    orders: list[order_pb2.Order] = []
    token = ""
    while True:
        page = await house.api.orders.ListOrders(
            order_service_pb2.ListOrdersRequest(
                restaurant_id=house.restaurant_id, page_size=50, page_token=token
            ),
            metadata=house.as_("OWNER"),
        )
        orders += page.orders
        token = page.next_page_token
        if not token:
            return orders


def view_of(watcher: Watcher) -> tuple[object, object]:
    """What the client shows now."""
    return watcher.orders, watcher.tickets


@pytest.mark.slow
@pytest.mark.timeout(180)
async def test_every_promised_order_survives_and_every_stream_goes_on(
    server_process: ServerProcess,
) -> None:
    house = await open_house(server_process, tables=TABLES)
    evening = Evening(house, [await house.sit_down(table) for table in range(TABLES)])
    watchers = all_watchers(house, evening.seats)
    assert len(watchers) == 50
    following = [asyncio.create_task(follow(watcher)) for watcher in watchers]
    working = [asyncio.create_task(evening.dine(seat)) for seat in evening.seats]
    working.append(asyncio.create_task(evening.cook()))

    for count in DEATHS_AFTER:
        await evening.promises(count)
        server_process.kill()
        await server_process.start()
    await asyncio.gather(*working)

    stored = await all_orders(house)
    promised = [order.id for order in evening.promised.values()]
    assert len(set(promised)) == TABLES * ROUNDS
    assert sorted(order.id for order in stored) == sorted(promised)

    fresh = all_watchers(house, evening.seats)
    for watcher in fresh:
        watcher.connect()
        await watcher.caught_up()
    async with asyncio.timeout(30):
        for old, new in zip(watchers, fresh, strict=True):
            await old.shows(lambda: view_of(old) == view_of(new))  # noqa: B023 - awaited here
    for task in following:
        task.cancel()
    for watcher in watchers:
        assert watcher.snapshots == 1
        assert all(seen == sorted(set(seen)) for seen in watcher.versions.values())
