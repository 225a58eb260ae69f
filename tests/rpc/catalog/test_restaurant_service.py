"""Opening a restaurant and changing it, as a client does."""

import asyncio
from typing import Any

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.timestamp_pb2 import Timestamp
from here2order.catalog.v1 import restaurant_pb2
from here2order.catalog.v1 import restaurant_service_pb2 as api

from tests.rpc.catalog.conftest import SignIn
from tests.rpc.catalog.parties import Caller, Owner, restaurant
from tests.support.house import new_request_id


def _update(
    owner: Owner, *paths: str, version: int = 0, **values: Any
) -> api.UpdateRestaurantRequest:
    return api.UpdateRestaurantRequest(
        restaurant_id=owner.restaurant_id,
        restaurant=restaurant_pb2.Restaurant(**values),
        update_mask=FieldMask(paths=paths),
        expected_version=version,
    )


async def test_who_opens_a_restaurant_owns_it(sign_in: SignIn) -> None:
    owner = await sign_in()
    made = await owner.open()
    request = api.GetRestaurantRequest(restaurant_id=made.id)
    assert (await owner.ask(owner.restaurants.GetRestaurant, request)).restaurant == made
    assert made.version == 1
    assert made.acceptance == restaurant_pb2.ACCEPTANCE_BY_STAFF
    assert (made.escalate_after_seconds, made.expire_after_seconds) == (180, 1200)


async def test_twenty_equal_requests_at_once_open_one_restaurant(sign_in: SignIn) -> None:
    owner = await sign_in()
    request = api.CreateRestaurantRequest(request_id=new_request_id(), restaurant=restaurant())
    made = await asyncio.gather(
        *(owner.ask(owner.restaurants.CreateRestaurant, request) for _ in range(20))
    )
    assert all(one == made[0] for one in made)
    request.restaurant.name = "Another"
    refused = await owner.refused(owner.restaurants.CreateRestaurant, request)
    assert (refused.code, refused.reason) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")


async def test_every_field_that_is_wrong_is_named(sign_in: SignIn) -> None:
    owner = await sign_in()
    request = api.CreateRestaurantRequest(request_id=new_request_id(), restaurant=restaurant())
    request.restaurant.time_zone, request.restaurant.currency = "Atlantis/Capital", "QQQ"
    refused = await owner.refused(owner.restaurants.CreateRestaurant, request)
    assert (refused.code, refused.reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS")
    assert refused.fields == ["restaurant.time_zone", "restaurant.currency"]


async def test_only_what_the_mask_names_changes(owner: Owner) -> None:
    request = _update(owner, "name", "prices_include_tax", name="Casa do Mar", closeout_hour=9)
    answer = await owner.ask(owner.restaurants.UpdateRestaurant, request)
    changed = answer.restaurant
    assert (changed.name, changed.prices_include_tax, changed.version) == ("Casa do Mar", False, 2)
    assert (changed.closeout_hour, list(changed.stations)) == (4, list(restaurant().stations))


async def test_what_cannot_change_is_refused(owner: Owner) -> None:
    for path in ("id", "time_zone", "currency", "version", "taxes.name", "", "x"):
        refused = await owner.refused(owner.restaurants.UpdateRestaurant, _update(owner, path))
        assert (refused.reason, refused.fields) == ("INVALID_FIELDS", ["update_mask"])


async def test_a_change_must_leave_a_right_restaurant(owner: Owner) -> None:
    late = _update(owner, "escalate_after_seconds", escalate_after_seconds=2000)
    refused = await owner.refused(owner.restaurants.UpdateRestaurant, late)
    assert refused.fields == ["restaurant.expire_after_seconds"]
    nameless = await owner.refused(owner.restaurants.UpdateRestaurant, _update(owner, "name"))
    assert nameless.fields == ["restaurant.name"]
    never = _update(owner, "paused_until_time", paused_until_time=Timestamp(seconds=10**15))
    refused = await owner.refused(owner.restaurants.UpdateRestaurant, never)
    assert refused.fields == ["restaurant.paused_until_time"]


async def test_a_change_decided_on_an_old_version_is_aborted(owner: Owner) -> None:
    update = _update(owner, "name", name="Casa do Mar", version=1)
    await owner.ask(owner.restaurants.UpdateRestaurant, update)
    again = _update(owner, "name", name="Casa da Serra", version=1)
    refused = await owner.refused(owner.restaurants.UpdateRestaurant, again)
    assert (refused.code, refused.reason) == ("ABORTED", "VERSION_MISMATCH")
    assert refused.metadata == {"expected": "1", "current": "2"}


async def test_a_station_of_the_published_menu_stays(owner: Owner) -> None:
    await owner.menu("sardines")
    refused = await owner.refused(owner.restaurants.UpdateRestaurant, _update(owner, "stations"))
    assert refused.fields == ["restaurant.stations"]


async def test_a_restaurant_of_somebody_else_does_not_exist(owner: Owner, stranger: Owner) -> None:
    request = api.GetRestaurantRequest(restaurant_id=owner.restaurant_id)
    refused = await stranger.refused(stranger.restaurants.GetRestaurant, request)
    assert (refused.code, refused.reason) == ("NOT_FOUND", "NOT_FOUND")
    update = _update(owner, "name", name="Mine")
    refused = await stranger.refused(stranger.restaurants.UpdateRestaurant, update)
    assert refused.code == "NOT_FOUND"


async def test_a_guest_and_a_kitchen_screen_need_not_name_their_restaurant(
    owner: Owner, guest: Caller, screen: tuple[Caller, str]
) -> None:
    for caller in (guest, screen[0]):
        answer = await caller.ask(caller.restaurants.GetRestaurant, api.GetRestaurantRequest())
        assert answer.restaurant.id == owner.restaurant_id
