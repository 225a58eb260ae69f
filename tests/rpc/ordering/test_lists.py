"""Lists come in pages: everything once, in its order, whatever happens meanwhile."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from here2order.ordering.v1 import (
    order_pb2,
    order_service_pb2,
    ticket_service_pb2,
    visit_service_pb2,
)

from tests.rpc.ordering.evening import guest, screen
from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import House, dosa, lassi, open_house
from tests.support.refusals import refused

_Page = Callable[[str], Awaitable[Any]]


async def pages(page: _Page) -> AsyncIterator[Any]:
    """One page after the other, to the last."""
    token = ""
    while True:
        reply = await page(token)
        yield reply
        token = reply.next_page_token
        if not token:
            return


def orders(house: House, size: int, **filters: Any) -> _Page:
    """Pages of the house's orders."""

    async def page(token: str) -> order_service_pb2.ListOrdersResponse:
        request = order_service_pb2.ListOrdersRequest(
            restaurant_id=house.restaurant_id, page_size=size, page_token=token, **filters
        )
        return await house.api.orders.ListOrders(request, metadata=house.as_("OWNER"))

    return page


async def ids(page: _Page) -> list[list[str]]:
    """The ids of the orders on each page."""
    return [[order.id for order in reply.orders] async for reply in pages(page)]


async def test_orders_come_newest_first_a_page_at_a_time(house: House) -> None:
    seat = await house.sit_down()
    placed = [(await house.order(seat)).id for _ in range(5)][::-1]
    assert await ids(orders(house, 2)) == [placed[:2], placed[2:4], placed[4:]]
    assert await ids(orders(house, 5)) == [placed]
    assert await ids(orders(house, 0)) == [placed]


async def test_what_comes_in_meanwhile_moves_nothing(house: House) -> None:
    seat = await house.sit_down()
    placed = [(await house.order(seat)).id for _ in range(4)][::-1]
    seen = []
    async for reply in pages(orders(house, 1)):
        seen += [order.id for order in reply.orders]
        await house.order(seat)
    assert seen == placed


async def test_without_orders_there_is_one_empty_page(house: House) -> None:
    assert await ids(orders(house, 10)) == [[]]


async def test_only_orders_in_some_states(house: House) -> None:
    seat = await house.sit_down()
    waiting, taken, ready = [await house.order(seat) for _ in range(3)]
    await screen(house).accept(taken)
    await screen(house).bump(ready)
    states = [order_pb2.ORDER_STATE_PLACED, order_pb2.ORDER_STATE_READY]
    assert await ids(orders(house, 1, states=states)) == [[ready.id], [waiting.id]]
    served = [order_pb2.ORDER_STATE_SERVED]
    assert await ids(orders(house, 1, states=served)) == [[]]


async def test_only_orders_of_one_visit(house: House) -> None:
    one, other = await house.sit_down(0), await house.sit_down(1)
    placed = [(await house.order(seat)).id for seat in (one, other, one)]
    assert await ids(orders(house, 1, visit_id=one.visit_id)) == [[placed[2]], [placed[0]]]


async def test_a_guest_pages_through_the_own_visits_orders(house: House) -> None:
    seat, stranger = await house.sit_down(0), await house.sit_down(1)
    placed = []
    for _ in range(3):
        placed.append((await house.order(seat)).id)
        await house.order(stranger)

    async def page(token: str) -> order_service_pb2.ListOrdersResponse:
        request = order_service_pb2.ListOrdersRequest(page_size=2, page_token=token)
        return await house.api.orders.ListOrders(request, metadata=bearer(seat.token))

    assert await ids(page) == [placed[:0:-1], placed[:1]]


async def test_a_page_token_of_another_restaurant_shows_nothing_of_it(
    house: House, app: RunningApp
) -> None:
    elsewhere = await open_house(app)
    for place in (elsewhere, house):
        seat = await place.sit_down()
        for _ in range(2):
            await place.order(seat)
    theirs = await orders(elsewhere, 1)("")
    reply = await orders(house, 10)(theirs.next_page_token)
    assert {order.restaurant_id for order in reply.orders} <= {house.restaurant_id}


@pytest.mark.parametrize("token", ["nonsense", "WzFd", "é", "x" * 501])
async def test_a_page_token_that_is_not_ours(house: House, token: str) -> None:
    refusal = await refused(orders(house, 1)(token))
    assert (refusal.code, refusal.fields) == ("INVALID_ARGUMENT", ["page_token"])


@pytest.mark.parametrize("size", [-1, 201])
async def test_a_page_of_no_size(house: House, size: int) -> None:
    refusal = await refused(orders(house, size)(""))
    assert (refusal.code, refusal.fields) == ("INVALID_ARGUMENT", ["page_size"])


def tickets(house: House, size: int, station_id: str = "") -> _Page:
    """Pages of what the kitchen has to do."""

    async def page(token: str) -> ticket_service_pb2.ListTicketsResponse:
        request = ticket_service_pb2.ListTicketsRequest(
            station_id=station_id, page_size=size, page_token=token
        )
        return await house.api.tickets.ListTickets(request, metadata=house.as_("DEVICE"))

    return page


async def test_tickets_come_oldest_first_and_only_what_is_left_to_do(house: House) -> None:
    seat = await house.sit_down()
    both, food, drinks, over, gone = [
        await house.order(seat, *lines)
        for lines in ([dosa(), lassi()], [dosa()], [lassi()], [dosa()], [lassi()])
    ]
    await screen(house).bump(over)
    await screen(house).serve(over)
    await guest(house, seat).cancel(gone)
    await screen(house).bump(drinks, "bar")  # waits at the pass
    shown = [
        (ticket.order_id, ticket.station_id)
        async for reply in pages(tickets(house, 1))
        for ticket in reply.tickets
    ]
    assert shown == [
        (both.id, "kitchen"),
        (both.id, "bar"),
        (food.id, "kitchen"),
        (drinks.id, "bar"),
    ]
    at_the_bar = [
        ticket.order_id
        async for reply in pages(tickets(house, 1, "bar"))
        for ticket in reply.tickets
    ]
    assert at_the_bar == [both.id, drinks.id]


async def test_open_visits_come_oldest_first(app: RunningApp) -> None:
    house = await open_house(app, tables=5)
    seats = [await house.sit_down(table) for table in range(5)]
    await house.close_visit(seats[2].visit_id)
    del seats[2]

    async def page(token: str) -> visit_service_pb2.ListOpenVisitsResponse:
        request = visit_service_pb2.ListOpenVisitsRequest(
            restaurant_id=house.restaurant_id, page_size=3, page_token=token
        )
        return await house.api.visits.ListOpenVisits(request, metadata=house.as_("OWNER"))

    shown = [[visit.id for visit in reply.visits] async for reply in pages(page)]
    opened = [seat.visit_id for seat in seats]
    assert shown == [opened[:3], opened[3:]]


async def test_a_list_of_open_and_ended_orders_is_one_list(house: House) -> None:
    seat = await house.sit_down()
    placed = [await house.order(seat) for _ in range(5)]
    for order in placed[1::2]:
        await guest(house, seat).cancel(order)
    newest = [order.id for order in placed[::-1]]
    states = [order_pb2.ORDER_STATE_PLACED, order_pb2.ORDER_STATE_CANCELLED]
    assert await ids(orders(house, 2, states=states)) == [newest[:2], newest[2:4], newest[4:]]
    ended = [order_pb2.ORDER_STATE_CANCELLED, order_pb2.ORDER_STATE_EXPIRED]
    assert await ids(orders(house, 0, states=ended)) == [newest[1::2]]
