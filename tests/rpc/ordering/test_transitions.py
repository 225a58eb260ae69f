"""The kitchen takes orders and makes them; the guest sees how far they are."""

import asyncio

from here2order.catalog.v1 import restaurant_pb2
from here2order.ordering.v1 import order_pb2

from tests.rpc.ordering.evening import guest, one_of, screen
from tests.support.app import RunningApp
from tests.support.house import House, dosa, lassi, open_house
from tests.support.refusals import refused


def states(order: order_pb2.Order) -> list[str]:
    """How far each line is."""
    names = [order_pb2.LineState.Name(line.state) for line in order.lines]
    return [name.removeprefix("LINE_STATE_") for name in names]


async def test_the_kitchen_accepts_and_the_guest_sees_it(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    accepted = await screen(house).accept(order)
    assert (accepted.state, accepted.version) == (order_pb2.ORDER_STATE_ACCEPTED, 2)
    seen = await guest(house, seat).see(order)
    assert seen.state == order_pb2.ORDER_STATE_ACCEPTED
    assert [event.kind for event in seen.timeline] == ["placed", "accepted"]


async def test_whoever_begins_takes_the_order(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(), lassi())
    ticket = await screen(house).start(order)
    assert ticket.state == order_pb2.TICKET_STATE_PREPARING
    assert ticket.HasField("start_time")
    seen = await guest(house, seat).see(order)
    assert seen.state == order_pb2.ORDER_STATE_IN_PREPARATION
    assert [event.kind for event in seen.timeline] == ["placed", "accepted", "started"]
    assert states(seen) == ["PREPARING", "QUEUED"]


async def test_when_every_station_is_done_the_order_is_ready(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(), lassi())
    await screen(house).bump(order, "bar")
    half = await guest(house, seat).see(order)
    assert (half.state, states(half)) == (
        order_pb2.ORDER_STATE_IN_PREPARATION,
        ["QUEUED", "READY"],
    )
    ticket = await screen(house).bump(order, "kitchen")
    assert ticket.order_state == order_pb2.ORDER_STATE_READY
    assert ticket.HasField("bump_time")
    assert states(await guest(house, seat).see(order)) == ["READY", "READY"]


async def test_what_was_bumped_by_mistake_goes_back_to_the_station(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    await screen(house).bump(order)
    ticket = await screen(house).recall(order)
    assert ticket.state == order_pb2.TICKET_STATE_PREPARING
    assert not ticket.HasField("bump_time")
    seen = await guest(house, seat).see(order)
    assert seen.state == order_pb2.ORDER_STATE_IN_PREPARATION


async def test_served_it_is_over_and_on_no_screen(house: House) -> None:
    seat, waiter = await house.sit_down(), await one_of(house, "STAFF")
    order = await house.order(seat, dosa(), lassi())
    for station_id in ("kitchen", "bar"):
        await screen(house).bump(order, station_id)
    served = await waiter.serve(order)
    assert (served.state, states(served)) == (order_pb2.ORDER_STATE_SERVED, ["SERVED", "SERVED"])
    assert await screen(house).tickets() == []
    refusal = await refused(screen(house).recall(order))
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "TICKET_STATE")
    assert refusal.metadata == {"state": "SERVED", "action": "recall"}


async def test_what_is_not_ready_cannot_be_served(house: House) -> None:
    order = await house.order(await house.sit_down())
    refusal = await refused(screen(house).serve(order))
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "ORDER_STATE")
    assert refusal.metadata == {"state": "PLACED", "action": "serve"}


async def test_a_screen_that_was_offline_may_send_everything_again(house: House) -> None:
    order = await house.order(await house.sit_down())
    kitchen, waiter = screen(house), await one_of(house, "STAFF")
    assert {(await kitchen.accept(order)).version for _ in range(2)} == {2}
    assert {(await kitchen.start(order)).order_version for _ in range(2)} == {3}
    assert {(await kitchen.bump(order)).order_version for _ in range(2)} == {4}
    assert {(await waiter.serve(order)).version for _ in range(2)} == {5}
    assert (await kitchen.bump(order)).order_version == 5
    served = await waiter.see(order)
    assert [event.kind for event in served.timeline] == [
        "placed",
        "accepted",
        "started",
        "bumped",
        "served",
    ]


async def test_a_decision_on_what_is_no_longer_so_is_refused(house: House) -> None:
    order = await house.order(await house.sit_down())
    await screen(house).accept(order, version=1)
    refusal = await refused(screen(house).start(order, version=1))
    assert (refusal.code, refusal.reason) == ("ABORTED", "VERSION_MISMATCH")
    assert refusal.metadata == {"expected": "1", "current": "2"}
    assert (await screen(house).start(order, version=2)).order_version == 3


async def test_two_screens_bump_their_tickets_at_once(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(), lassi())
    await asyncio.gather(*(screen(house).bump(order, one) for one in ("kitchen", "bar")))
    seen = await guest(house, seat).see(order)
    assert (seen.state, seen.version) == (order_pb2.ORDER_STATE_READY, 3)
    assert {event.station_id for event in seen.timeline} == {"", "kitchen", "bar"}


async def test_ten_screens_bump_one_ticket_at_once_and_it_happens_once(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    tickets = await asyncio.gather(*(screen(house).bump(order) for _ in range(10)))
    assert {ticket.order_version for ticket in tickets} == {2}
    seen = await guest(house, seat).see(order)
    assert [event.kind for event in seen.timeline] == ["placed", "accepted", "bumped"]


async def test_of_two_who_decided_on_the_same_version_one_is_refused(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(), lassi())
    bumps = [screen(house).bump(order, one, version=1) for one in ("kitchen", "bar")]
    results = await asyncio.gather(*bumps, return_exceptions=True)
    assert sum(isinstance(result, BaseException) for result in results) == 1
    assert (await guest(house, seat).see(order)).version == 2


async def test_a_station_that_has_no_part_in_it_has_no_ticket(house: House) -> None:
    order = await house.order(await house.sit_down(), dosa())
    for station_id in ("bar", "cellar"):
        refusal = await refused(screen(house).start(order, station_id))
        assert (refusal.code, refusal.metadata["resource"]) == ("NOT_FOUND", "ticket")


async def test_a_house_that_takes_all_orders_takes_them_at_once(app: RunningApp) -> None:
    house = await open_house(app, acceptance=restaurant_pb2.ACCEPTANCE_AUTOMATIC)
    seat = await house.sit_down()
    request = house.order_request(dosa())
    placed = await house.order(seat, dosa(), request_id=request.request_id)
    assert (placed.state, placed.version) == (order_pb2.ORDER_STATE_ACCEPTED, 1)
    await screen(house).bump(placed)
    assert await house.order(seat, dosa(), request_id=request.request_id) == placed


async def test_the_staff_see_who_did_what_and_a_guest_does_not(house: House) -> None:
    seat, waiter = await house.sit_down(), await one_of(house, "STAFF")
    order = await house.order(seat)
    await waiter.accept(order)
    await screen(house).bump(order)
    for_guest = (await guest(house, seat).see(order)).timeline
    assert [(event.actor.kind, event.actor.id) for event in for_guest] == [
        ("guest", seat.guest_id),
        ("user", ""),
        ("device", ""),
    ]
    for_staff = (await waiter.see(order)).timeline
    assert [event.actor.id for event in for_staff] == [
        seat.guest_id,
        house.user_ids["STAFF"],
        house.device_id,
    ]


async def test_the_screens_show_what_the_cook_needs(house: House) -> None:
    seat = await house.sit_down(name="Ana")
    order = await house.order(seat, dosa(quantity=2, chutney=2), lassi(), note="no onion")
    (ticket,) = await screen(house).tickets("kitchen")
    (line,) = ticket.lines
    assert (line.quantity, line.item_name) == (2, "Masala dosa")
    assert list(line.options) == ["Mild", "2 × Extra chutney"]
    assert (ticket.order_number, ticket.order_note) == (order.number, "no onion")
    assert (ticket.table_name, ticket.guest_name) == ("1", "Ana")
    assert ticket.order_state == order_pb2.ORDER_STATE_PLACED
    assert len(line.allergens) == 1
