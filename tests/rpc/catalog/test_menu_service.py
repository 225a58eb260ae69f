"""Writing, publishing and reading menus, as a client does."""

import asyncio

from google.protobuf.field_mask_pb2 import FieldMask
from here2order.catalog.v1 import menu_pb2
from here2order.catalog.v1 import menu_service_pb2 as api

from tests.rpc.catalog.conftest import SignIn
from tests.rpc.catalog.parties import Caller, Owner, dish, draft
from tests.support.app import SteeredClock
from tests.support.house import euro, new_request_id


def _write(
    owner: Owner, *paths: str, content: menu_pb2.MenuDraft, version: int = 0
) -> api.UpdateMenuDraftRequest:
    return api.UpdateMenuDraftRequest(
        restaurant_id=owner.restaurant_id,
        draft=content,
        update_mask=FieldMask(paths=paths),
        expected_version=version,
    )


def _edit(
    owner: Owner, item: menu_pb2.Item, *paths: str, version: int = 0
) -> api.UpdateMenuItemRequest:
    return api.UpdateMenuItemRequest(
        restaurant_id=owner.restaurant_id,
        item_id="sardines",
        item=item,
        update_mask=FieldMask(paths=paths),
        expected_version=version,
    )


async def _menu(caller: Caller, etag: str = "", restaurant_id: str = "") -> api.GetMenuResponse:
    request = api.GetMenuRequest(restaurant_id=restaurant_id, etag=etag)
    return await caller.ask(caller.menus.GetMenu, request)


async def test_a_draft_begins_empty(owner: Owner) -> None:
    request = api.GetMenuDraftRequest(restaurant_id=owner.restaurant_id)
    answer = await owner.ask(owner.menus.GetMenuDraft, request)
    assert answer.draft == menu_pb2.MenuDraft(restaurant_id=owner.restaurant_id)


async def test_what_is_written_is_read_again(owner: Owner) -> None:
    written = await owner.write("sardines", "octopus")
    request = api.GetMenuDraftRequest(restaurant_id=owner.restaurant_id)
    assert (await owner.ask(owner.menus.GetMenuDraft, request)).draft == written
    assert written.items == [dish("sardines"), dish("octopus")]
    assert written.version == 1


async def test_only_the_lists_that_the_mask_names_are_replaced(owner: Owner) -> None:
    await owner.write("sardines")
    request = _write(owner, "categories", content=menu_pb2.MenuDraft(), version=1)
    half = (await owner.ask(owner.menus.UpdateMenuDraft, request)).draft
    assert (list(half.categories), [one.id for one in half.items]) == ([], ["sardines"])
    refused = await owner.refused(owner.menus.UpdateMenuDraft, request)
    assert (refused.code, refused.reason) == ("ABORTED", "VERSION_MISMATCH")


async def test_nothing_else_can_be_written(owner: Owner) -> None:
    for path in ("version", "items.name", "restaurant_id"):
        request = _write(owner, path, content=draft("sardines"))
        refused = await owner.refused(owner.menus.UpdateMenuDraft, request)
        assert (refused.reason, refused.fields) == ("INVALID_FIELDS", ["update_mask"])


async def test_prices_are_in_the_restaurants_money(owner: Owner) -> None:
    content = draft("sardines", "octopus")
    content.items[1].price.currency = "USD"
    content.modifier_lists[0].options[1].price.currency = "USD"
    request = _write(owner, "items", "modifier_lists", content=content)
    refused = await owner.refused(owner.menus.UpdateMenuDraft, request)
    assert (refused.code, refused.reason) == ("INVALID_ARGUMENT", "CURRENCY_MISMATCH")
    assert refused.metadata == {"expected": "EUR", "got": "USD"}
    assert refused.fields == [
        "draft.items[1].price.currency",
        "draft.modifier_lists[0].options[1].price.currency",
    ]


async def test_an_id_stands_once_and_no_price_is_negative(owner: Owner) -> None:
    twice = draft("sardines", "sardines")
    refused = await owner.refused(
        owner.menus.UpdateMenuDraft, _write(owner, "items", content=twice)
    )
    assert refused.fields == ["draft.items[0].id", "draft.items[1].id"]
    negative = draft("sardines")
    negative.items[0].price.amount = -1
    request = _write(owner, "items", content=negative)
    refused = await owner.refused(owner.menus.UpdateMenuDraft, request)
    assert (refused.reason, refused.fields) == ("INVALID_FIELDS", ["draft.items[0].price.amount"])


async def test_one_dish_changes_and_the_others_stay(owner: Owner) -> None:
    await owner.write("sardines", "octopus")
    request = _edit(owner, dish("ignored", 1400), "price", version=1)
    changed = (await owner.ask(owner.menus.UpdateMenuItem, request)).draft
    assert changed.items == [dish("sardines", 1400), dish("octopus")]
    assert changed.version == 2
    refused = await owner.refused(owner.menus.UpdateMenuItem, request)
    assert refused.reason == "VERSION_MISMATCH"


async def test_a_dish_that_is_not_in_the_draft_is_not_found(owner: Owner) -> None:
    await owner.write("octopus")
    refused = await owner.refused(owner.menus.UpdateMenuItem, _edit(owner, dish("x"), "price"))
    assert refused.metadata == {"resource": "item", "id": "sardines"}


async def test_a_change_of_a_dish_is_right_as_a_whole(owner: Owner) -> None:
    await owner.write("sardines")
    for path, item, field in (
        ("id", dish("octopus"), "update_mask"),
        ("name", menu_pb2.Item(), "item.name"),
        ("price", menu_pb2.Item(price=euro(-1)), "item.price.amount"),
        ("price", menu_pb2.Item(), "item.price"),
    ):
        refused = await owner.refused(owner.menus.UpdateMenuItem, _edit(owner, item, path))
        assert (refused.reason, refused.fields) == ("INVALID_FIELDS", [field])


async def test_a_menu_that_cannot_work_is_not_published(owner: Owner) -> None:
    content = draft("sardines")
    content.items[0].station_id = "smoker"
    content.categories[0].item_ids.append("ghost")
    await owner.ask(
        owner.menus.UpdateMenuDraft, _write(owner, "items", "categories", content=content)
    )
    request = api.PublishMenuRequest(restaurant_id=owner.restaurant_id, request_id=new_request_id())
    refused = await owner.refused(owner.menus.PublishMenu, request)
    assert (refused.code, refused.reason) == ("FAILED_PRECONDITION", "MENU_NOT_PUBLISHABLE")
    assert refused.metadata == {"count": "3"}
    assert refused.fields == [
        "draft.categories[0].item_ids[1]",
        "draft.items[0].station_id",
        "draft.items[0].modifier_list_ids[0]",
    ]


async def test_two_owners_publish_at_once_and_both_are_heard(owner: Owner) -> None:
    await owner.write("sardines")
    made = await asyncio.gather(*(owner.publish() for _ in range(5)))
    assert sorted(one.version for one in made) == [1, 2, 3, 4, 5]


async def test_the_same_publishing_sent_twenty_times_at_once_is_one(owner: Owner) -> None:
    await owner.write("sardines")
    request = api.PublishMenuRequest(
        restaurant_id=owner.restaurant_id, request_id=new_request_id(), expected_draft_version=1
    )
    made = await asyncio.gather(*(owner.ask(owner.menus.PublishMenu, request) for _ in range(20)))
    assert all(one == made[0] for one in made)
    assert made[0].menu_version.version == 1
    await owner.write("octopus")
    assert await owner.ask(owner.menus.PublishMenu, request) == made[0]
    request.request_id = new_request_id()
    refused = await owner.refused(owner.menus.PublishMenu, request)
    assert (refused.code, refused.reason) == ("ABORTED", "VERSION_MISMATCH")


async def test_the_list_tells_who_published_what_newest_first(owner: Owner) -> None:
    for dishes in (("sardines",), ("sardines", "octopus")):
        await owner.menu(*dishes)
    back = api.RollBackMenuRequest(
        restaurant_id=owner.restaurant_id, request_id=new_request_id(), to_version=1
    )
    rolled = (await owner.ask(owner.menus.RollBackMenu, back)).menu_version
    assert await owner.ask(owner.menus.RollBackMenu, back) == api.RollBackMenuResponse(
        menu_version=rolled
    )
    request = api.ListMenuVersionsRequest(restaurant_id=owner.restaurant_id, page_size=2)
    page = await owner.ask(owner.menus.ListMenuVersions, request)
    assert [(one.version, one.item_count, one.rolled_back_to) for one in page.menu_versions] == [
        (3, 1, 1),
        (2, 2, 0),
    ]
    assert page.menu_versions[0].published_by.startswith("user_")
    request.page_token = page.next_page_token
    page = await owner.ask(owner.menus.ListMenuVersions, request)
    assert ([one.version for one in page.menu_versions], page.next_page_token) == ([1], "")
    back.request_id, back.to_version = new_request_id(), 9
    refused = await owner.refused(owner.menus.RollBackMenu, back)
    assert refused.metadata == {"resource": "menu version", "id": "9"}


async def test_everybody_in_the_house_reads_the_menu(
    owner: Owner, guest: Caller, screen: tuple[Caller, str]
) -> None:
    refused = await guest.refused(guest.menus.GetMenu, api.GetMenuRequest())
    assert (refused.code, refused.reason) == ("FAILED_PRECONDITION", "NO_MENU")
    await owner.menu("sardines")
    read = await _menu(owner, restaurant_id=owner.restaurant_id)
    assert read == await _menu(guest) == await _menu(screen[0])
    assert read.menu.items == [dish("sardines")]
    assert (read.menu.currency, read.menu.version) == ("EUR", 1)
    assert read.menu.restaurant_id == owner.restaurant_id


async def test_who_holds_the_newest_menu_gets_no_menu(owner: Owner, guest: Caller) -> None:
    await owner.menu("sardines")
    first = await _menu(guest)
    unchanged = await _menu(guest, first.etag)
    assert unchanged == api.GetMenuResponse(etag=first.etag, not_modified=True)
    await owner.publish()
    assert (await _menu(guest, first.etag)).menu.version == 2


async def test_an_etag_of_one_restaurant_says_nothing_in_another(
    owner: Owner, stranger: Owner
) -> None:
    for one in (owner, stranger):
        await one.menu("sardines")
    here = await _menu(owner, restaurant_id=owner.restaurant_id)
    there = await _menu(stranger, here.etag, stranger.restaurant_id)
    assert not there.not_modified


async def test_the_kitchen_says_86_and_when_it_is_back(
    owner: Owner, guest: Caller, screen: tuple[Caller, str], clock: SteeredClock
) -> None:
    await owner.menu("sardines", "octopus")
    kitchen = screen[0]
    request = api.MarkSoldOutRequest(target=api.ItemOrOption(item_id="sardines"))
    request.until_time.FromSeconds(int(clock.now().timestamp()) + 3600)
    out = (await kitchen.ask(kitchen.menus.MarkSoldOut, request)).availability
    again = (await kitchen.ask(kitchen.menus.MarkSoldOut, request)).availability
    assert out == again
    read = await _menu(guest)
    assert read.availability == out
    clock.pass_time(seconds=3601)
    back = await _menu(guest, read.etag)
    assert (back.not_modified, list(back.availability.sold_out)) == (False, [])


async def test_an_option_runs_out_and_comes_back(owner: Owner, guest: Caller) -> None:
    await owner.menu("sardines")
    fries = api.ItemOrOption(modifier_list_id="sides", option_id="fries")
    out = api.MarkSoldOutRequest(restaurant_id=owner.restaurant_id, target=fries)
    await owner.ask(owner.menus.MarkSoldOut, out)
    assert [one.option_id for one in (await _menu(guest)).availability.sold_out] == ["fries"]
    back = api.MarkAvailableRequest(restaurant_id=owner.restaurant_id, target=fries)
    for _ in range(2):
        await owner.ask(owner.menus.MarkAvailable, back)
    read = await _menu(guest)
    assert (list(read.availability.sold_out), read.availability.version) == ([], 2)


async def test_only_what_the_menu_has_can_run_out(owner: Owner) -> None:
    await owner.menu("sardines")
    target = api.ItemOrOption(item_id="unicorn")
    request = api.MarkSoldOutRequest(restaurant_id=owner.restaurant_id, target=target)
    refused = await owner.refused(owner.menus.MarkSoldOut, request)
    assert refused.metadata == {"resource": "item", "id": "unicorn"}
    request.target.option_id = "rice"
    request.target.modifier_list_id = "sides"
    refused = await owner.refused(owner.menus.MarkSoldOut, request)
    assert refused.fields == ["target"]


async def test_a_guest_writes_nothing(owner: Owner, guest: Caller) -> None:
    request = api.GetMenuDraftRequest(restaurant_id=owner.restaurant_id)
    refused = await guest.refused(guest.menus.GetMenuDraft, request)
    assert (refused.code, refused.reason) == ("PERMISSION_DENIED", "CALLER_NOT_ALLOWED")


async def test_a_menu_of_somebody_else_does_not_exist(owner: Owner, sign_in: SignIn) -> None:
    await owner.menu("sardines")
    nobody = await sign_in()
    request = api.GetMenuRequest(restaurant_id=owner.restaurant_id)
    refused = await nobody.refused(nobody.menus.GetMenu, request)
    assert refused.code == "NOT_FOUND"


async def test_a_menu_of_two_thousand_dishes_travels(owner: Owner, guest: Caller) -> None:
    names = [f"dish-{number}" for number in range(2000)]
    content = draft(*names[:500])
    content.items.extend(dish(name) for name in names[500:])
    for index in range(3):
        part = names[500 * (index + 1) : 500 * (index + 2)]
        content.categories.add(id=f"more-{index}", name="More", item_ids=part)
    request = _write(owner, "categories", "items", "modifier_lists", content=content)
    await owner.ask(owner.menus.UpdateMenuDraft, request)
    await owner.publish()
    assert len((await _menu(guest)).menu.items) == 2000
