"""An owner opens a restaurant and changes its settings."""

import asyncio
from dataclasses import replace
from zoneinfo import available_timezones

import pytest

from server.catalog.restaurants.domain import (
    Area,
    Restaurant,
    Settings,
    Station,
    Tax,
    opened,
)
from server.catalog.restaurants.repository import from_document, to_document
from server.catalog.restaurants.rules import is_time_zone, require_right
from server.catalog.restaurants.service import RestaurantService
from server.catalog.tables.service import TableService
from server.clock import SystemClock
from server.errors import InvalidFields, NotFound, RequestIdReused, VersionMismatch
from tests.unit.catalog.builders import request, settings
from tests.unit.catalog.conftest import Teams, Wristwatch


def _wrong(settings: Settings) -> list[str]:
    with pytest.raises(InvalidFields) as refused:
        require_right(settings)
    return [violation.field for violation in refused.value.violations]


@pytest.mark.parametrize(
    "zone",
    [
        *("Lisbon", "Europe", "", "Europe/", "Europe/Lisbon ", "Europe/Lisbon\0", "x" * 64, "é"),
        *("../etc/passwd", "/etc/localtime", "localtime", "Factory", "tzdata.zi", "zone.tab"),
        *("posix/Europe/Lisbon", "right/Europe/Lisbon", "posixrules", "."),
    ],
)
def test_a_restaurant_stands_in_a_real_time_zone(zone: str) -> None:
    assert _wrong(settings(time_zone=zone)) == ["restaurant.time_zone"]


def test_every_place_on_earth_has_a_time_zone() -> None:
    assert all(map(is_time_zone, available_timezones() - {"localtime", "Factory"}))


@pytest.mark.parametrize("currency", ["XXX", "XAU", "DEM", "BTC"])
def test_a_restaurant_counts_in_money_that_exists(currency: str) -> None:
    assert _wrong(settings(currency=currency)) == ["restaurant.currency"]


def test_every_wrong_setting_is_named() -> None:
    tax = Tax("vat", "VAT", 1)
    wrong = settings(
        time_zone="Atlantis/Capital",
        currency="QQQ",
        taxes=(tax, Tax("none", "None", 0), tax),
        stations=(Station("bar", "Bar"), Station("bar", "Long bar")),
        areas=(Area("a", "A"), Area("a", "B")),
        escalate_after_seconds=600,
        expire_after_seconds=599,
    )
    assert _wrong(wrong) == [
        "restaurant.time_zone",
        "restaurant.currency",
        "restaurant.expire_after_seconds",
        "restaurant.taxes[0].id",
        "restaurant.taxes[2].id",
        "restaurant.stations[0].id",
        "restaurant.stations[1].id",
        "restaurant.areas[0].id",
        "restaurant.areas[1].id",
    ]


async def test_an_owner_who_sends_it_twenty_times_at_once_has_one_restaurant(
    restaurants: RestaurantService, teams: Teams
) -> None:
    origin = request()
    made = await asyncio.gather(*(restaurants.create("ana", settings(), origin) for _ in range(20)))
    assert len(set(made)) == 1
    assert set(teams.founded) == {(made[0].id, "ana")}


async def test_the_same_request_with_other_content_is_refused(
    restaurants: RestaurantService,
) -> None:
    await restaurants.create("ana", settings(), request("one", "one content"))
    with pytest.raises(RequestIdReused):
        await restaurants.create("ana", settings(name="Other"), request("one", "other content"))


async def test_the_same_request_id_of_another_owner_is_another_request(
    restaurants: RestaurantService,
) -> None:
    mine = await restaurants.create("ana", settings(), request("one"))
    yours = await restaurants.create("bo", settings(), request("one", caller="user:bo"))
    assert mine.id != yours.id


async def test_a_request_that_broke_off_after_the_team_goes_on_where_it_stopped(
    restaurants: RestaurantService, teams: Teams
) -> None:
    teams.breaks_off_after = 1
    origin = request()
    with pytest.raises(ConnectionError):
        await restaurants.create("ana", settings(), origin)
    restaurant = await restaurants.create("ana", settings(), origin)
    assert teams.founded == [(restaurant.id, "ana")] * 2


async def test_a_setting_changes_and_the_rest_stays(
    restaurants: RestaurantService, clock: Wristwatch
) -> None:
    restaurant = await restaurants.create("ana", settings(), request())
    clock.wait(60)
    changed = await restaurants.update(
        restaurant.id, lambda current: replace(current, name="Casa do Mar"), 1
    )
    assert changed == replace(restaurant, name="Casa do Mar", version=2, update_time=clock.moment)
    assert await restaurants.get(restaurant.id) == changed


async def test_what_was_decided_on_an_old_version_is_refused(
    restaurants: RestaurantService,
) -> None:
    restaurant = await restaurants.create("ana", settings(), request())
    await restaurants.update(restaurant.id, lambda one: replace(one, closeout_hour=5), 1)
    with pytest.raises(VersionMismatch) as refused:
        await restaurants.update(restaurant.id, lambda one: replace(one, closeout_hour=6), 1)
    assert refused.value.metadata == {"expected": "1", "current": "2"}


async def test_changing_nothing_is_no_change(restaurants: RestaurantService) -> None:
    restaurant = await restaurants.create("ana", settings(), request())
    assert await restaurants.update(restaurant.id, lambda current: current, 0) == restaurant


@pytest.mark.parametrize("other", [{"time_zone": "Asia/Tokyo"}, {"currency": "JPY"}])
async def test_clock_and_money_stay_what_they_were(
    restaurants: RestaurantService, other: dict[str, str]
) -> None:
    restaurant = await restaurants.create("ana", settings(), request())

    def edit(_: Restaurant) -> Settings:
        return settings(**other)

    with pytest.raises(InvalidFields, match="cannot change"):
        await restaurants.update(restaurant.id, edit, 0)


async def test_an_area_in_which_a_table_stands_cannot_go(
    restaurants: RestaurantService, tables: TableService
) -> None:
    restaurant = await restaurants.create("ana", settings(), request())
    await tables.create(restaurant.id, name="1", area_id="terrace", seats=2, origin=request())
    with pytest.raises(InvalidFields, match=r"restaurant\.areas: 'terrace' is used by a table"):
        await restaurants.update(restaurant.id, lambda one: replace(one, areas=()), 0)


async def test_a_restaurant_that_is_not_there_is_not_found(
    restaurants: RestaurantService,
) -> None:
    with pytest.raises(NotFound):
        await restaurants.get("rst_" + "0" * 26)


def test_one_from_before_there_were_bills_is_not_rounded() -> None:
    made = opened("rst_1", settings(bill_rounding=100), request(), SystemClock().now())
    document = to_document(made)
    assert from_document(document).bill_rounding == 100
    del document["bill_rounding"]
    assert from_document(document).bill_rounding == 0
