"""Everybody sees it move: snapshot, changes, beats, and coming back."""

import asyncio
from typing import Any

import pytest
from bson import Timestamp
from here2order.identity.v1 import device_service_pb2, team_service_pb2
from here2order.ordering.v1 import (
    order_pb2,
    order_service_pb2,
    ticket_service_pb2,
    visit_service_pb2,
)

from server.storage.cursor import Position
from tests.support.app import RunningApp
from tests.support.house import House, Seat, dosa, lassi
from tests.support.refusals import Refusal, refused
from tests.support.watching import Watcher, guest_watcher, kitchen_watcher, staff_watcher


async def end_of(watcher: Watcher) -> Refusal:
    """Reads the stream to its end."""
    async with asyncio.timeout(20):
        return await refused(watcher.until(lambda _: False))


async def bump(house: House, order: order_pb2.Order, station_id: str = "kitchen") -> None:
    """The station is done."""
    request = ticket_service_pb2.BumpTicketRequest(order_id=order.id, station_id=station_id)
    await house.api.tickets.BumpTicket(request, metadata=house.as_("DEVICE"))


async def accept(house: House, order: order_pb2.Order) -> None:
    """The kitchen takes it."""
    request = order_service_pb2.AcceptOrderRequest(order_id=order.id)
    await house.api.orders.AcceptOrder(request, metadata=house.as_("DEVICE"))


@pytest.fixture
async def seat(house: House) -> Seat:
    """A guest at table 1."""
    return await house.sit_down()


def on_guests_page(house: House, seat: Seat) -> Watcher:
    """The guest's page, open."""
    watcher = guest_watcher(house.api, seat.token)
    watcher.connect()
    return watcher


def on_kitchen_screen(house: House, station_id: str = "") -> Watcher:
    """The kitchen's screen, on."""
    watcher = kitchen_watcher(house.api, house.tokens["DEVICE"], station_id)
    watcher.connect()
    return watcher


async def test_the_kitchen_sees_the_ticket_and_the_guest_sees_it_ready(
    house: House, seat: Seat
) -> None:
    page, screen = on_guests_page(house, seat), on_kitchen_screen(house)
    await page.caught_up()
    await screen.caught_up()
    order = await house.order(seat, dosa(), note="no onion")
    await screen.until(lambda it: (order.id, "kitchen") in it.tickets)
    ticket = screen.tickets[order.id, "kitchen"]
    assert [line.item_name for line in ticket.lines] == ["Masala dosa"]
    assert ticket.order_note == "no onion"
    await bump(house, order)
    await page.until(lambda it: order.id in it.orders and it.orders[order.id].version == 2)
    assert page.orders[order.id].state == order_pb2.ORDER_STATE_READY


async def test_a_station_sees_only_its_own_tickets(house: House, seat: Seat) -> None:
    bar = on_kitchen_screen(house, "bar")
    await bar.caught_up()
    only_food = await house.order(seat, dosa())
    both = await house.order(seat, dosa(), lassi())
    await bar.until(lambda it: (both.id, "bar") in it.tickets)
    assert list(bar.tickets) == [(both.id, "bar")]
    assert only_food.id not in bar.versions


async def test_who_opens_late_gets_what_there_is(house: House, seat: Seat) -> None:
    first, second = await house.order(seat), await house.order(seat, lassi())
    page = on_guests_page(house, seat)
    await page.caught_up()
    assert list(page.orders) == [first.id, second.id]


async def test_a_served_order_is_shown_once_more_and_not_again(house: House, seat: Seat) -> None:
    order = await house.order(seat)
    screen = on_kitchen_screen(house)
    await screen.caught_up()
    await bump(house, order)
    serve = order_service_pb2.ServeOrderRequest(order_id=order.id)
    await house.api.orders.ServeOrder(serve, metadata=house.as_("DEVICE"))
    served = order_pb2.TICKET_STATE_SERVED
    await screen.until(lambda it: it.tickets[order.id, "kitchen"].state == served)
    late = on_kitchen_screen(house)
    await late.caught_up()
    assert not late.tickets


async def test_who_comes_back_misses_nothing_and_gets_no_snapshot(house: House, seat: Seat) -> None:
    page = on_guests_page(house, seat)
    order = await house.order(seat)
    await page.until(lambda it: order.id in it.orders)
    page.disconnect()
    await accept(house, order)
    await bump(house, order)
    later = await house.order(seat, lassi())
    page.connect()
    await page.caught_up()
    assert page.snapshots == 1
    assert page.versions == {order.id: [1, 2, 3], later.id: [1]}


async def test_who_comes_back_right_after_the_snapshot_sees_nothing_twice(
    house: House, seat: Seat
) -> None:
    order = await house.order(seat)
    await accept(house, order)
    page = on_guests_page(house, seat)
    await page.until(lambda it: it.snapshots == 1)
    page.disconnect()
    await bump(house, order)
    page.connect()
    await page.caught_up()
    assert page.versions == {order.id: [2, 3]}


async def test_what_happens_while_the_snapshot_is_taken_is_shown_once(
    house: House, seat: Seat
) -> None:
    async def order_and_bump() -> None:
        for _ in range(10):
            await bump(house, await house.order(seat))

    working = asyncio.create_task(order_and_bump())
    pages = []
    while not working.done():
        pages.append(on_guests_page(house, seat))
        await pages[-1].until(lambda it: it.snapshots == 1)
    await working
    for page in pages:
        await page.until(lambda it: len(it.orders) == 10 and _all_ready(it))
        assert all(seen == sorted(set(seen)) for seen in page.versions.values())


def _all_ready(watcher: Watcher) -> bool:
    return all(one.state == order_pb2.ORDER_STATE_READY for one in watcher.orders.values())


async def test_a_guest_sees_nothing_of_the_next_table(house: House, seat: Seat) -> None:
    neighbour = await house.sit_down(table=1, name="Rui")
    page = on_guests_page(house, seat)
    theirs = await house.order(neighbour)
    ours = await house.order(seat)
    await page.until(lambda it: ours.id in it.orders)
    assert theirs.id not in page.orders


async def test_the_staff_see_every_table(house: House, seat: Seat) -> None:
    neighbour = await house.sit_down(table=1, name="Rui")
    staff = staff_watcher(house.api, house.tokens["OWNER"], house.restaurant_id)
    staff.connect()
    orders = {(await house.order(one)).id for one in (seat, neighbour)}
    await staff.until(lambda it: set(it.orders) == orders)


@pytest.mark.parametrize(
    "cursor",
    [
        "nonsense",
        Position(token="82" + "F0" * 20).encode(),
        Position(time=Timestamp(2**32 - 1, 1)).encode(),
    ],
)
async def test_a_made_up_cursor_is_refused(house: House, seat: Seat, cursor: str) -> None:
    page = guest_watcher(house.api, seat.token)
    page.cursor = cursor
    page.connect()
    refusal = await end_of(page)
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "CURSOR_INVALID")


async def test_a_revoked_device_loses_its_stream_at_once(house: House) -> None:
    screen = on_kitchen_screen(house)
    await screen.caught_up()
    request = device_service_pb2.RevokeDeviceRequest(
        restaurant_id=house.restaurant_id, device_id=house.device_id
    )
    await house.api.devices.RevokeDevice(request, metadata=house.as_("OWNER"))
    assert (await end_of(screen)).reason == "DEVICE_REVOKED"


async def test_a_guests_stream_ends_with_the_visit(house: House, seat: Seat) -> None:
    page = on_guests_page(house, seat)
    await page.caught_up()
    request = visit_service_pb2.CloseVisitRequest(
        restaurant_id=house.restaurant_id, visit_id=seat.visit_id
    )
    await house.api.visits.CloseVisit(request, metadata=house.as_("OWNER"))
    assert (await end_of(page)).reason == "VISIT_CLOSED"


async def test_who_is_taken_off_the_team_sees_no_more_orders(house: House) -> None:
    await house.hire("STAFF")
    staff = staff_watcher(house.api, house.tokens["STAFF"], house.restaurant_id)
    staff.connect()
    await staff.caught_up()
    request = team_service_pb2.RemoveMemberRequest(
        restaurant_id=house.restaurant_id, user_id=house.user_ids["STAFF"]
    )
    await house.api.team.RemoveMember(request, metadata=house.as_("OWNER"))
    assert (await end_of(staff)).reason == "CALLER_NOT_ALLOWED"


async def test_a_stopping_server_tells_its_streams_where_to_go_on(
    house: House, seat: Seat, app: RunningApp
) -> None:
    page: Any = on_guests_page(house, seat)
    await page.caught_up()
    stopping = asyncio.create_task(app.app.stop())
    refusal = await end_of(page)
    await stopping
    assert (refusal.code, refusal.reason) == ("UNAVAILABLE", "SERVER_STOPPING")
    assert refusal.metadata["cursor"]
