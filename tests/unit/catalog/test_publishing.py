"""Owners write, publish and take back; the kitchen says what is out."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from here2order.catalog.v1.menu_service_pb2 import GetMenuResponse

from server.catalog.menus import repository as versions
from server.catalog.menus.availability import repository as availability
from server.catalog.menus.content import MenuContent
from server.catalog.menus.domain import MenuNotPublishable, NoMenu, Target
from server.catalog.menus.drafts.service import MenuDraftService
from server.catalog.menus.publishing import PublishingService
from server.catalog.menus.service import MenuService
from server.catalog.restaurants.domain import Restaurant, Station
from server.catalog.restaurants.service import RestaurantService
from server.errors import InvalidFields, NotFound, RequestIdReused, VersionMismatch
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from tests.unit.catalog.builders import item, menu, request, settings
from tests.unit.catalog.conftest import Wristwatch

Write = Callable[[MenuContent], Awaitable[int]]


@pytest.fixture
async def restaurant(restaurants: RestaurantService) -> Restaurant:
    return await restaurants.create("ana", settings(), request())


@pytest.fixture
async def write(drafts: MenuDraftService, restaurant: Restaurant) -> Write:
    """Writes a draft and tells its version."""

    async def write(content: MenuContent) -> int:
        draft, _ = await drafts.update(
            restaurant.id,
            lambda draft, _, now: draft.write(
                now,
                categories=content.categories,
                items=content.items,
                modifier_lists=content.modifier_lists,
            ),
            0,
        )
        return draft.version

    return write


async def test_guests_see_nothing_before_it_is_published(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    with pytest.raises(NoMenu):
        await menus.current(restaurant.id)
    version = await publishing.publish(restaurant.id, "ana", 1, request())
    assert (version.version, version.published_by, version.item_count) == (1, "ana", 2)
    current = await menus.current(restaurant.id)
    assert (current.content, current.currency) == (menu(), "EUR")
    assert await menus.current(restaurant.id) is current


async def test_two_owners_who_publish_at_once_make_two_versions(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    made = await asyncio.gather(
        *(publishing.publish(restaurant.id, owner, 1, request()) for owner in ("ana", "bo"))
    )
    assert sorted(one.version for one in made) == [1, 2]
    assert (await menus.current(restaurant.id)).version == 2


async def test_an_owner_who_sends_it_twenty_times_at_once_publishes_once(
    publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    origin = request()
    made = await asyncio.gather(
        *(publishing.publish(restaurant.id, "ana", 1, origin) for _ in range(20))
    )
    assert {one.version for one in made} == {1}
    assert len(await publishing.page(restaurant.id, 0, 10)) == 1


async def test_a_repetition_finds_its_version_after_the_draft_went_on(
    publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    origin = request("friday", "publish")
    first = await publishing.publish(restaurant.id, "ana", 1, origin)
    await write(menu(item("octopus")))
    await publishing.publish(restaurant.id, "ana", 2, request())
    assert await publishing.publish(restaurant.id, "ana", 1, origin) == first
    with pytest.raises(RequestIdReused):
        await publishing.publish(restaurant.id, "ana", 2, request("friday", "publish this"))


async def test_publishing_an_unchanged_draft_is_a_publication_too(
    publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    for _ in range(2):
        await publishing.publish(restaurant.id, "ana", 1, request())
    versions = await publishing.page(restaurant.id, 0, 10)
    assert [one.version for one in versions] == [2, 1]


async def test_a_draft_that_went_on_is_not_published_unseen(
    publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    await write(menu(item("octopus")))
    with pytest.raises(VersionMismatch):
        await publishing.publish(restaurant.id, "ana", 1, request())


async def test_the_menu_of_last_week_comes_back_as_a_new_version(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    for dish in ("octopus", "sardines"):
        await write(menu(item(dish)))
        await publishing.publish(restaurant.id, "ana", 0, request())
    back = await publishing.roll_back(restaurant.id, "bo", 1, request())
    assert (back.version, back.rolled_back_to, back.published_by) == (3, 1, "bo")
    current = await menus.current(restaurant.id)
    assert (current.version, list(current.items)) == (3, ["octopus"])
    assert (await menus.at_version(restaurant.id, 1)).content == current.content
    with pytest.raises(NotFound):
        await publishing.roll_back(restaurant.id, "bo", 9, request())


async def test_a_menu_whose_station_has_gone_does_not_come_back(
    publishing: PublishingService,
    restaurants: RestaurantService,
    restaurant: Restaurant,
    write: Write,
) -> None:
    for station in ("bar", "grill"):
        await write(menu(item("vinho", station_id=station)))
        await publishing.publish(restaurant.id, "ana", 0, request())
    await restaurants.update(
        restaurant.id, lambda one: replace(one, stations=(Station("grill", "Grill"),)), 0
    )
    with pytest.raises(MenuNotPublishable, match=r"menu\.items\[0\]\.station_id: .*'bar'"):
        await publishing.roll_back(restaurant.id, "ana", 1, request())


@pytest.mark.parametrize("field", ["stations", "taxes"])
async def test_what_the_published_menu_names_stays(
    publishing: PublishingService,
    restaurants: RestaurantService,
    restaurant: Restaurant,
    write: Write,
    field: str,
) -> None:
    await write(menu())
    await publishing.publish(restaurant.id, "ana", 0, request())
    gone: dict[str, Any] = {field: ()}
    with pytest.raises(InvalidFields, match="is used by the published menu"):
        await restaurants.update(restaurant.id, lambda one: replace(one, **gone), 0)


async def test_an_etag_saves_the_menu_until_something_runs_out(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    await publishing.publish(restaurant.id, "ana", 0, request())

    async def ask(etag: str) -> GetMenuResponse:
        return GetMenuResponse.FromString(await menus.get_bytes(restaurant.id, etag))

    first = await ask("")
    assert (await ask(first.etag)).not_modified
    await menus.mark_sold_out(restaurant.id, Target("sardines"), None)
    second = await ask(first.etag)
    assert [one.item_id for one in second.availability.sold_out] == ["sardines"]
    await publishing.publish(restaurant.id, "ana", 0, request())
    third = await ask(second.etag)
    assert (third.menu.version, third.availability) == (2, second.availability)
    assert len({first.etag, second.etag, third.etag}) == 3


async def test_a_dish_that_is_back_at_nine_is_back_in_the_menu_at_nine(
    menus: MenuService,
    publishing: PublishingService,
    restaurant: Restaurant,
    write: Write,
    clock: Wristwatch,
) -> None:
    await write(menu())
    await publishing.publish(restaurant.id, "ana", 0, request())
    nine = clock.moment + timedelta(hours=1)
    await menus.mark_sold_out(restaurant.id, Target("sardines"), nine)
    out = GetMenuResponse.FromString(await menus.get_bytes(restaurant.id, ""))
    assert len(out.availability.sold_out) == 1
    clock.wait(3600)
    back = GetMenuResponse.FromString(await menus.get_bytes(restaurant.id, out.etag))
    assert not back.not_modified
    assert not back.availability.sold_out
    assert back.availability.version > out.availability.version


async def test_only_what_is_on_the_menu_can_be_out(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    await write(menu())
    with pytest.raises(NoMenu):
        await menus.mark_sold_out(restaurant.id, Target("sardines"), None)
    await publishing.publish(restaurant.id, "ana", 0, request())
    for unknown in (Target("unicorn"), Target("", "sides", "gold"), Target("", "sizes", "rice")):
        with pytest.raises(NotFound):
            await menus.mark_sold_out(restaurant.id, unknown, None)
        with pytest.raises(NotFound):
            await menus.mark_available(restaurant.id, unknown)


async def test_what_left_the_menu_while_out_can_still_be_marked_as_back(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    for dish in ("octopus", "sardines"):
        await write(menu(item(dish)))
        await publishing.publish(restaurant.id, "ana", 0, request())
        await menus.mark_sold_out(restaurant.id, Target(dish), None)
    left = await menus.mark_available(restaurant.id, Target("octopus"))
    assert list(left.sold_out) == [Target("sardines")]


async def test_cooks_who_mark_many_things_at_once_lose_none(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    dishes = [f"dish-{number}" for number in range(8)]
    await write(menu(*(item(dish) for dish in dishes)))
    await publishing.publish(restaurant.id, "ana", 0, request())
    await asyncio.gather(
        *(menus.mark_sold_out(restaurant.id, Target(dish), None) for dish in dishes)
    )
    out = await menus.availability(restaurant.id)
    assert ({target.item_id for target in out.sold_out}, out.version) == (set(dishes), 8)


async def test_another_server_hears_of_a_publication_and_of_what_runs_out(
    menus: MenuService,
    publishing: PublishingService,
    restaurant: Restaurant,
    write: Write,
    mongo: Database,
    clock: Wristwatch,
) -> None:
    feed = ChangeFeed(mongo)
    elsewhere = MenuService(mongo, feed, clock)
    for collection in (versions, availability):
        feed.route(collection.COLLECTION, collection.topics)
    await feed.start()
    heard = feed.subscribe({("menu", restaurant.id)}, 10)
    try:
        for dish in ("octopus", "sardines"):
            await write(menu(item(dish)))
            await publishing.publish(restaurant.id, "ana", 0, request())
            assert await heard.next(10)
            assert dish in (await elsewhere.current(restaurant.id)).items
            await menus.mark_sold_out(restaurant.id, Target(dish), None)
            assert await heard.next(10)
            answer = await elsewhere.get_bytes(restaurant.id, "")
            assert answer == await menus.get_bytes(restaurant.id, "")
    finally:
        await feed.stop()


async def test_a_menu_of_two_thousand_dishes_is_kept_and_read(
    menus: MenuService, publishing: PublishingService, restaurant: Restaurant, write: Write
) -> None:
    content = menu(*(item(f"dish-{number}", description="x" * 400) for number in range(2000)))
    await write(content)
    await publishing.publish(restaurant.id, "ana", 0, request())
    assert (await menus.current(restaurant.id)).content == content
    answer = GetMenuResponse.FromString(await menus.get_bytes(restaurant.id, ""))
    assert len(answer.menu.items) == 2000
