"""An owner sets up tables; whoever sits down scans their codes."""

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.catalog.restaurants.domain import Restaurant
from server.catalog.restaurants.service import RestaurantService
from server.catalog.tables.domain import Table, TableCodeUnknown, one_name, sort_key
from server.catalog.tables.service import TableService, place_of
from server.errors import InvalidFields, NameTaken, NotFound, RequestIdReused, VersionMismatch
from server.rpc.paging import decode_page_token, encode_page_token
from tests.unit.catalog.builders import request, settings


@pytest.fixture
async def restaurant(restaurants: RestaurantService) -> Restaurant:
    return await restaurants.create("ana", settings(), request())


async def _table(tables: TableService, restaurant: Restaurant, name: str) -> Table:
    return await tables.create(restaurant.id, name=name, area_id="", seats=4, origin=request())


def test_names_sort_as_people_sort_them() -> None:
    names = ["Terrace 10", "10", "Ärger", "2", "Terrace 2", "1", "Zoo", "1a", "Arger 2", "021"]
    assert sorted(names, key=sort_key) == [
        *("1", "1a", "2", "10", "021"),
        *("Ärger", "Arger 2", "Terrace 2", "Terrace 10", "Zoo"),
    ]


@given(st.lists(st.integers(0, 10**29), min_size=2))
def test_numbers_sort_by_their_value(numbers: list[int]) -> None:
    names = sorted((str(number) for number in numbers), key=sort_key)
    assert [int(name) for name in names] == sorted(numbers)


@given(st.text(min_size=1, max_size=30))
def test_every_name_fits_into_a_page_token(name: str) -> None:
    place = (sort_key(name), "tbl_" + "0" * 26)
    token = encode_page_token(*place)
    assert len(token) <= 500
    assert decode_page_token(token, str, str) == place


def test_what_people_take_for_the_same_name_is_the_same() -> None:
    assert one_name(" Terrace  2") == one_name("TERRACE 2 ") == one_name("terrace ２")


async def test_a_name_is_given_once_in_a_restaurant(
    tables: TableService, restaurant: Restaurant, restaurants: RestaurantService
) -> None:
    elsewhere = await restaurants.create("ana", settings(), request())
    await _table(tables, restaurant, "Bar 1")
    with pytest.raises(NameTaken) as refused:
        await _table(tables, restaurant, "bar  1")
    assert refused.value.metadata == {"resource": "table", "name": "bar  1"}
    assert (await _table(tables, elsewhere, "Bar 1")).name == "Bar 1"


async def test_a_table_cannot_take_another_ones_name(
    tables: TableService, restaurant: Restaurant
) -> None:
    await _table(tables, restaurant, "1")
    second = await _table(tables, restaurant, "2")
    with pytest.raises(NameTaken):
        await tables.update(
            restaurant.id, second.id, lambda one: one.change(name="1", area_id="", seats=4), 0
        )


async def test_an_owner_who_sends_it_twenty_times_at_once_has_one_table(
    tables: TableService, restaurant: Restaurant
) -> None:
    origin = request()
    made = await asyncio.gather(
        *(
            tables.create(restaurant.id, name="7", area_id="terrace", seats=2, origin=origin)
            for _ in range(20)
        )
    )
    assert len(set(made)) == 1
    assert await tables.page(restaurant.id, ("", ""), 10) == [made[0]]


async def test_a_repeated_request_finds_its_table_under_the_name_it_has_now(
    tables: TableService, restaurant: Restaurant
) -> None:
    origin = request()
    table = await tables.create(restaurant.id, name="7", area_id="", seats=2, origin=origin)
    renamed = await tables.update(
        restaurant.id, table.id, lambda one: one.change(name="8", area_id="", seats=2), 1
    )
    again = await tables.create(restaurant.id, name="7", area_id="", seats=2, origin=origin)
    assert again == renamed


async def test_the_same_request_with_other_content_is_refused(
    tables: TableService, restaurant: Restaurant
) -> None:
    for content, refused in (("one", False), ("other", True)):
        origin = request("the one", content)
        making = tables.create(restaurant.id, name=content, area_id="", seats=2, origin=origin)
        if refused:
            with pytest.raises(RequestIdReused):
                await making
        else:
            await making


@pytest.mark.parametrize(
    ("name", "area_id", "field"), [("1", "cellar", "table.area_id"), ("  ", "", "table.name")]
)
async def test_a_table_has_a_name_and_stands_where_there_is_an_area(
    tables: TableService, restaurant: Restaurant, name: str, area_id: str, field: str
) -> None:
    with pytest.raises(InvalidFields) as refused:
        await tables.create(restaurant.id, name=name, area_id=area_id, seats=2, origin=request())
    assert [violation.field for violation in refused.value.violations] == [field]


async def test_a_new_code_opens_the_table_and_the_old_one_nothing(
    tables: TableService, restaurant: Restaurant
) -> None:
    table = await _table(tables, restaurant, "1")
    assert re.fullmatch("[0-9a-z]{24}", table.code)
    assert await tables.by_code(table.code) == table
    rotated = await tables.rotate_code(restaurant.id, table.id, table.version)
    assert await tables.by_code(rotated.code) == rotated
    with pytest.raises(TableCodeUnknown):
        await tables.by_code(table.code)
    with pytest.raises(VersionMismatch):
        await tables.rotate_code(restaurant.id, table.id, table.version)


async def test_pages_hold_every_table_once_by_name(
    tables: TableService, restaurant: Restaurant
) -> None:
    names = [str(number) for number in range(1, 13)]
    await asyncio.gather(*(_table(tables, restaurant, name) for name in names))
    listed: list[Table] = []
    while page := await tables.page(restaurant.id, place_of(listed[-1]) if listed else ("", ""), 5):
        listed += page
    assert [table.name for table in listed] == names


async def test_a_table_of_another_restaurant_is_not_found(
    tables: TableService, restaurant: Restaurant, restaurants: RestaurantService
) -> None:
    elsewhere = await restaurants.create("bo", settings(), request())
    table = await _table(tables, elsewhere, "1")
    for attempt in (
        tables.get(restaurant.id, table.id),
        tables.rotate_code(restaurant.id, table.id, 0),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert await tables.get(elsewhere.id, table.id) == table
