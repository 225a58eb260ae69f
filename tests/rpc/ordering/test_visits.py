"""A party at a table, from the first scan to the last goodbye."""

import asyncio

import grpc
from here2order.catalog.v1 import table_service_pb2
from here2order.ordering.v1 import order_service_pb2, visit_pb2, visit_service_pb2

from server.app import build_app
from tests.rpc.ordering.evening import guest, one_of, screen
from tests.support.api import Api, bearer
from tests.support.app import RunningApp, SteeredClock
from tests.support.house import House, Seat, dosa, new_request_id
from tests.support.refusals import refused


async def scan(house: House, request_id: str = "", table: int = 0, name: str = "") -> Seat:
    """A phone scans the code on the table."""
    request = visit_service_pb2.ScanTableRequest(
        code=house.tables[table].code,
        request_id=request_id or new_request_id(),
        guest_name=name,
    )
    reply = await house.api.visits.ScanTable(request)
    return Seat(reply.guest_id, reply.visit.id, reply.token)


async def renew(house: House, seat: Seat) -> Seat:
    """The phone asks for a new token."""
    reply = await house.api.visits.RenewVisitToken(
        visit_service_pb2.RenewVisitTokenRequest(), metadata=bearer(seat.token)
    )
    return Seat(seat.guest_id, seat.visit_id, reply.token)


async def test_a_scan_opens_the_tables_visit(house: House) -> None:
    seat = await scan(house, name="Ana")
    visit = await guest(house, seat).visit()
    assert (visit.id, visit.state) == (seat.visit_id, visit_pb2.VISIT_STATE_OPEN)
    assert visit.table_name == "1"
    assert [(one.id, one.name) for one in visit.guests] == [(seat.guest_id, "Ana")]


async def test_a_second_phone_joins(house: House) -> None:
    ana, ben = await scan(house, name="Ana"), await scan(house, name="Ben")
    assert ana.visit_id == ben.visit_id
    assert ana.guest_id != ben.guest_id
    visit = await guest(house, ana).visit()
    assert [one.name for one in visit.guests] == ["Ana", "Ben"]
    order = await house.order(ben)
    assert (await guest(house, ana).see(order)).guest_name == "Ben"


async def test_another_table_is_another_visit(house: House) -> None:
    assert (await scan(house, table=0)).visit_id != (await scan(house, table=1)).visit_id


async def test_a_scan_that_is_sent_again_is_the_same_guest(house: House) -> None:
    request_id = new_request_id()
    seats = await asyncio.gather(*(scan(house, request_id) for _ in range(8)))
    assert len({(seat.visit_id, seat.guest_id) for seat in seats}) == 1
    assert len((await guest(house, seats[0]).visit()).guests) == 1


async def test_phones_that_scan_at_once_open_one_visit(house: House) -> None:
    seats = await asyncio.gather(*(scan(house) for _ in range(10)))
    assert len({seat.visit_id for seat in seats}) == 1
    visit = await guest(house, seats[0]).visit()
    assert {one.id for one in visit.guests} == {seat.guest_id for seat in seats}
    assert visit.version == 10


async def test_a_code_that_was_replaced_opens_nothing(house: House) -> None:
    seat = await scan(house)
    rotate = table_service_pb2.RotateTableCodeRequest(
        restaurant_id=house.restaurant_id, table_id=house.tables[0].id
    )
    rotated = await house.api.tables.RotateTableCode(rotate, metadata=house.as_("OWNER"))
    refusal = await refused(scan(house))
    assert (refusal.code, refusal.reason) == ("NOT_FOUND", "TABLE_CODE_UNKNOWN")
    await house.order(seat)  # whoever sits there stays
    house.tables[0] = rotated.table
    assert (await scan(house)).visit_id == seat.visit_id


async def test_when_the_visit_is_closed_its_tokens_are_worth_nothing(house: House) -> None:
    seat = await scan(house)
    order = await house.order(seat)
    await house.close_visit(seat.visit_id)
    for attempt in (house.order(seat), renew(house, seat), guest(house, seat).see(order)):
        refusal = await refused(attempt)
        assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "VISIT_CLOSED")
        assert refusal.metadata == {"visit_id": seat.visit_id}


async def test_the_next_party_gets_a_visit_of_its_own(house: House) -> None:
    seat = await scan(house)
    order = await house.order(seat)
    await house.close_visit(seat.visit_id)
    next_party = await scan(house)
    assert next_party.visit_id != seat.visit_id
    refusal = await refused(guest(house, next_party).see(order))
    assert refusal.code == "NOT_FOUND"


async def test_what_was_ordered_is_made_though_the_visit_was_closed(house: House) -> None:
    seat = await scan(house)
    order = await house.order(seat)
    await house.close_visit(seat.visit_id)
    await screen(house).bump(order)


async def test_closing_twice_is_harmless_and_a_stale_decision_is_refused(house: House) -> None:
    seat = await scan(house)
    await scan(house)
    close = visit_service_pb2.CloseVisitRequest(
        restaurant_id=house.restaurant_id, visit_id=seat.visit_id, expected_version=1
    )
    refusal = await refused(house.api.visits.CloseVisit(close, metadata=house.as_("OWNER")))
    assert (refusal.code, refusal.reason) == ("ABORTED", "VERSION_MISMATCH")
    first = await house.close_visit(seat.visit_id)
    assert first == await house.close_visit(seat.visit_id)
    assert first.state == visit_pb2.VISIT_STATE_CLOSED
    assert first.HasField("close_time")


async def test_a_party_that_has_left_without_a_word_is_gone_after_hours(
    house: House, clock: SteeredClock
) -> None:
    seat, waiter = await scan(house), await one_of(house, "STAFF")
    clock.pass_time(hours=4, seconds=1)
    assert await waiter.open_visits() == []
    gone = await waiter.visit(seat.visit_id)
    assert gone.state == visit_pb2.VISIT_STATE_CLOSED
    assert gone.close_time == gone.expire_time
    next_party = await scan(house)
    assert next_party.visit_id != seat.visit_id
    assert await waiter.open_visits() == [next_party.visit_id]
    assert await waiter.visit(seat.visit_id) == gone, "it ended when it ended"


async def test_nobody_orders_for_a_party_that_has_left(house: House, clock: SteeredClock) -> None:
    seat, waiter = await scan(house), await one_of(house, "STAFF")
    clock.pass_time(hours=4, seconds=1)
    request = house.order_request(dosa())
    request.restaurant_id, request.visit_id = house.restaurant_id, seat.visit_id
    refusal = await refused(
        house.api.orders.PlaceOrder(request, metadata=bearer(waiter.token)),
    )
    assert refusal.reason == "VISIT_CLOSED"
    closed = await house.close_visit(seat.visit_id)
    assert closed.close_time == closed.expire_time


async def test_a_token_lasts_two_hours_and_is_renewed_while_the_visit_lasts(
    house: House, clock: SteeredClock
) -> None:
    seat = await scan(house)
    clock.pass_time(minutes=10)
    for _ in range(5):
        clock.pass_time(minutes=105)
        renewed = await renew(house, seat)
        clock.pass_time(minutes=10)
        refusal = await refused(house.order(seat))
        assert (refusal.code, refusal.reason) == ("UNAUTHENTICATED", "TOKEN_EXPIRED")
        seat = renewed
    order = await house.order(seat)
    assert order.guest_name == ""
    assert (await guest(house, seat).visit()).guests[0].id == seat.guest_id


async def test_a_token_says_when_it_ends(house: House, clock: SteeredClock) -> None:
    request = visit_service_pb2.ScanTableRequest(
        code=house.tables[0].code, request_id=new_request_id()
    )
    reply = await house.api.visits.ScanTable(request)
    left = reply.token_expire_time.ToDatetime(tzinfo=clock.now().tzinfo) - clock.now()
    assert 7190 < left.total_seconds() <= 7200


async def open_visit(house: House, table: int = 0) -> visit_pb2.Visit:
    """The waiter seats a party."""
    request = visit_service_pb2.OpenVisitRequest(
        restaurant_id=house.restaurant_id, table_id=house.tables[table].id
    )
    waiter = await one_of(house, "STAFF")
    reply = await house.api.visits.OpenVisit(request, metadata=bearer(waiter.token))
    return reply.visit


async def test_staff_order_for_a_party_without_a_phone(house: House) -> None:
    visit = await open_visit(house)
    assert list(visit.guests) == []
    request = house.order_request(dosa())
    request.restaurant_id, request.visit_id = house.restaurant_id, visit.id
    placed = await house.api.orders.PlaceOrder(request, metadata=house.as_("STAFF"))
    order = placed.order
    assert (order.visit_id, order.table_name, order.guest_name) == (visit.id, "1", "")
    assert order.timeline[0].actor.id == house.user_ids["STAFF"]
    again = await house.api.orders.PlaceOrder(request, metadata=house.as_("STAFF"))
    assert again == placed


async def test_staff_have_to_say_for_whom(house: House) -> None:
    waiter = await one_of(house, "STAFF")
    request = house.order_request(dosa())
    request.restaurant_id = house.restaurant_id
    refusal = await refused(
        house.api.orders.PlaceOrder(request, metadata=bearer(waiter.token)),
    )
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["visit_id"])


async def test_a_waiter_and_a_phone_at_one_table_share_its_visit(house: House) -> None:
    visit = await open_visit(house)
    seat = await scan(house, name="Ana")
    assert seat.visit_id == visit.id
    assert (await open_visit(house)).id == visit.id
    request = house.order_request(dosa())
    request.restaurant_id, request.visit_id = house.restaurant_id, visit.id
    placed = await house.api.orders.PlaceOrder(request, metadata=house.as_("STAFF"))
    assert (await guest(house, seat).see(placed.order)).timeline[0].actor.id == ""


async def test_two_waiters_who_seat_a_party_at_once_open_one_visit(house: House) -> None:
    await one_of(house, "STAFF")
    visits = await asyncio.gather(*(open_visit(house) for _ in range(8)))
    assert len({visit.id for visit in visits}) == 1


async def test_who_has_just_joined_orders_by_name_wherever_the_call_goes(
    house: House, app: RunningApp
) -> None:
    early = await scan(house, name="Ana")
    other = build_app(app.app.settings, clock=app.clock)
    port = await other.start("127.0.0.1:0")
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        orders = Api(channel).orders
        await orders.PlaceOrder(house.order_request(dosa()), metadata=bearer(early.token))
        # From now on the other process hears late of what has changed: never.
        await other.feed.stop()
        late = await scan(house, name="Ben")
        placed = await orders.PlaceOrder(house.order_request(dosa()), metadata=bearer(late.token))
    await other.stop()
    assert placed.order.guest_name == "Ben"


async def test_a_guest_sees_the_orders_of_the_own_visit(house: House) -> None:
    ana, ben, stranger = await scan(house), await scan(house), await scan(house, table=1)
    ordered = [(await house.order(seat)).id for seat in (ana, ben)]
    await house.order(stranger)
    listed = await house.api.orders.ListOrders(
        order_service_pb2.ListOrdersRequest(), metadata=bearer(ana.token)
    )
    assert [order.id for order in listed.orders] == ordered[::-1]
