"""The house takes no orders for a while."""

from datetime import UTC, datetime, timedelta

import pytest
from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import restaurant_pb2, restaurant_service_pb2
from here2order.ordering.v1 import order_service_pb2

from tests.rpc.ordering.evening import guest, screen
from tests.support.api import bearer
from tests.support.app import SteeredClock
from tests.support.house import House, dosa, new_request_id
from tests.support.refusals import refused


async def pause(house: House, until: datetime | None) -> None:
    """The manager needs a moment; None: it goes on."""
    changed = restaurant_pb2.Restaurant()
    if until is not None:
        changed.paused_until_time.FromDatetime(until)
    request = restaurant_service_pb2.UpdateRestaurantRequest(
        restaurant_id=house.restaurant_id,
        restaurant=changed,
        update_mask=FieldMask(paths=["paused_until_time"]),
    )
    await house.api.restaurants.UpdateRestaurant(request, metadata=house.as_("OWNER"))


@pytest.fixture
def later(clock: SteeredClock) -> datetime:
    """In half an hour, to the second."""
    return (clock.now() + timedelta(minutes=30)).replace(microsecond=0)


async def test_a_guest_is_told_until_when(house: House, later: datetime) -> None:
    seat = await house.sit_down()
    await pause(house, later)
    refusal = await refused(house.order(seat))
    assert (refusal.code, refusal.reason) == ("FAILED_PRECONDITION", "ORDERS_PAUSED")
    assert refusal.metadata == {"until": later.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


async def test_after_that_orders_are_taken_by_themselves(
    house: House, clock: SteeredClock, later: datetime
) -> None:
    seat = await house.sit_down()
    await pause(house, later)
    clock.pass_time(minutes=31)
    await house.order(seat)


async def test_or_as_soon_as_the_house_says_so(house: House, later: datetime) -> None:
    seat = await house.sit_down()
    await pause(house, later)
    await refused(house.order(seat))
    await pause(house, None)
    await house.order(seat)


async def test_what_was_ordered_before_goes_on(house: House, later: datetime) -> None:
    seat, request_id = await house.sit_down(), new_request_id()
    order = await house.order(seat, dosa(), request_id=request_id)
    await pause(house, later)
    assert await house.order(seat, dosa(), request_id=request_id) == order
    await screen(house).bump(order)
    await screen(house).serve(order)
    assert (await guest(house, seat).see(order)).version == 3


async def test_one_may_still_look_what_it_would_cost(house: House, later: datetime) -> None:
    seat = await house.sit_down()
    await pause(house, later)
    request = order_service_pb2.QuoteOrderRequest(menu_version=1, lines=[dosa()])
    await house.api.orders.QuoteOrder(request, metadata=bearer(seat.token))
