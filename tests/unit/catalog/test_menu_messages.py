"""Menus as bytes say what they said as objects."""

from datetime import UTC, datetime

import pytest
from here2order.catalog.v1 import menu_pb2, menu_service_pb2
from hypothesis import given
from hypothesis import strategies as st

from server.catalog.menus.availability.domain import Availability, Target
from server.catalog.menus.content import Allergen, Diet
from server.catalog.menus.convert import menu_from_bytes, menu_to_bytes
from server.catalog.menus.drafts import repository as drafts
from server.catalog.menus.drafts.domain import MenuDraft
from server.catalog.menus.kept import Kept
from server.catalog.menus.replies import availability_event, menu_reply
from tests.unit.catalog.builders import item, menu

_NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
_FULL = menu(
    item(
        "caldeirada",
        description="Fish stew",
        photo_url="/photos/caldeirada.svg",
        prep_seconds=1200,
        allergens=tuple(Allergen),
        diets=tuple(Diet),
        modifier_list_ids=("sides",),
    ),
    item("vinho", station_id="bar"),
)


def _bytes(version: int = 7) -> bytes:
    return menu_to_bytes("rst_1", version, _NOW, "EUR", _FULL)


def test_a_published_menu_comes_back_whole() -> None:
    kept = menu_from_bytes(_bytes())
    assert (kept.restaurant_id, kept.version, kept.currency) == ("rst_1", 7, "EUR")
    assert (kept.content, kept.publish_time) == (_FULL, _NOW)
    assert kept.categories_of("vinho") == ("all",)
    assert kept.categories_of("nothing") == ()


def test_of_a_published_menu_only_what_is_asked_for_is_read() -> None:
    read: list[bytes] = []

    def name(raw: bytes) -> str:
        read.append(raw)
        return raw.decode()

    kept = Kept({"dosa": b"Masala dosa", "thali": b"Thali"}, name)
    assert (list(kept), len(kept)) == (["dosa", "thali"], 2)
    assert ("thali" in kept, "naan" in kept) == (True, False)
    assert read == []
    assert [kept["thali"], kept["thali"], kept.get("naan")] == ["Thali", "Thali", None]
    assert read == [b"Thali"]


def test_a_stored_draft_comes_back_whole() -> None:
    draft = MenuDraft("rst_1", _FULL, 3, _NOW)
    assert drafts.from_document(drafts.to_document(draft)) == draft


def test_the_contract_and_we_know_the_same_allergens_and_diets() -> None:
    assert {f"ALLERGEN_{one}" for one in Allergen} == set(menu_pb2.Allergen.keys()[1:])
    assert {f"DIET_{one}" for one in Diet} == set(menu_pb2.Diet.keys()[1:])


def test_an_answer_is_the_stored_menu_with_what_is_out() -> None:
    until = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
    out = Availability("rst_1", {Target("vinho"): until, Target("", "sides", "rice"): None}, 4)
    reply = menu_reply(7, _bytes(), out)
    answer = menu_service_pb2.GetMenuResponse.FromString(reply.response)
    assert answer.menu == menu_pb2.Menu.FromString(_bytes())
    assert [one.item_id or one.option_id for one in answer.availability.sold_out] == [
        "vinho",
        "rice",
    ]
    assert answer.availability.sold_out[0].until_time.ToDatetime(tzinfo=UTC) == until
    assert (answer.availability.version, answer.etag) == (4, "rst_1.7.4")
    event = menu_service_pb2.WatchMenuResponse.FromString(reply.menu_event())
    assert event.menu == answer
    out_now = menu_service_pb2.WatchMenuResponse.FromString(availability_event(out))
    assert out_now.availability == answer.availability


@given(st.integers(0, 300_000))
def test_menus_of_any_size_are_spliced_right(size: int) -> None:
    menu_of_size = menu_pb2.Menu(restaurant_id="x" * size).SerializeToString()
    reply = menu_reply(1, menu_of_size, Availability("rst_1"))
    answer = menu_service_pb2.GetMenuResponse.FromString(reply.response)
    assert len(answer.menu.restaurant_id) == size


@pytest.mark.parametrize(("etag", "modified"), [("rst_1.7.0", False), ("rst_1.6.0", True)])
def test_who_has_the_newest_menu_is_not_sent_it_again(etag: str, modified: bool) -> None:
    reply = menu_reply(7, _bytes(), Availability("rst_1"))
    answer = menu_service_pb2.GetMenuResponse.FromString(reply.to(etag))
    assert answer.not_modified != modified
    assert answer.HasField("menu") == modified
    assert answer.etag == "rst_1.7.0"
