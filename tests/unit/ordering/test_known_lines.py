"""A line that was priced before has the price that it would be given now."""

from dataclasses import replace

import pytest
from bson import decode, encode

from server.catalog.restaurants.domain import Restaurant, Tax
from server.ordering.orders.documents import to_document
from server.ordering.orders.domain import OrderLine
from server.ordering.pricing.domain import LineWish, OptionWish
from server.ordering.pricing.known import KnownLines
from server.ordering.pricing.lines import priced_line
from server.storage.client import Document
from tests.unit.ordering.builders import menu, mild_dosa, order, restaurant, wish

_CHUTNEY = OptionWish("extras", "chutney", 1)
_HERE, _MENU = restaurant(), menu()


def _kept(*wishes: LineWish, most: int = 100) -> KnownLines:
    lines = KnownLines(most)
    priced = [priced_line(one, _MENU, _HERE) for one in wishes]
    lines.keep(wishes, priced, _MENU.version, _HERE)
    return lines


def test_the_same_dish_costs_the_same_under_the_next_guests_key_and_note() -> None:
    lines = _kept(mild_dosa(_CHUTNEY, quantity=2), wish("lassi"))
    asked = mild_dosa(_CHUTNEY, quantity=2)._replace(key="another", note="no onion")
    assert lines.lines([asked], _MENU.version, _HERE) == (priced_line(asked, _MENU, _HERE),)


@pytest.mark.parametrize(
    "asked",
    [mild_dosa(), mild_dosa(_CHUTNEY, quantity=3), wish("dosa", OptionWish("spice", "hot", 1))],
)
def test_asked_in_another_way_it_is_another_dish(asked: LineWish) -> None:
    lines = _kept(mild_dosa(_CHUTNEY, quantity=2))
    assert lines.lines([asked], _MENU.version, _HERE) is None


def test_a_line_that_nobody_has_asked_for_leaves_all_of_the_order_to_be_priced() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa(), wish("tea")], _MENU.version, _HERE) is None


@pytest.mark.parametrize(
    "here",
    [
        restaurant(version=2, taxes=(Tax("food", "VAT 6 %", 60_000),)),
        restaurant(id="rst_2"),
    ],
)
def test_other_taxes_and_another_house_are_reckoned_anew(here: Restaurant) -> None:
    assert _kept(mild_dosa()).lines([mild_dosa()], _MENU.version, here) is None


def test_a_new_menu_is_reckoned_anew() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa()], menu(2).version, _HERE) is None


def test_two_lines_with_one_key_are_left_to_be_refused() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa(), mild_dosa()], _MENU.version, _HERE) is None


def test_no_more_are_kept_than_there_is_room_for() -> None:
    lines = _kept(mild_dosa(), wish("lassi"), most=2)
    assert lines.lines([mild_dosa(), wish("lassi")], _MENU.version, _HERE) is not None
    tea = wish("tea")
    lines.keep([tea], [priced_line(tea, _MENU, _HERE)], _MENU.version, _HERE)
    assert lines.lines([tea], _MENU.version, _HERE) is not None
    assert lines.lines([mild_dosa()], _MENU.version, _HERE) is None


def test_what_is_remembered_is_not_what_was_noted() -> None:
    noted = mild_dosa()._replace(note="for Ana")
    (line,) = _kept(noted).lines([mild_dosa()], _MENU.version, _HERE) or ()
    assert line.note == ""
    assert replace(line, note="for Ana") == priced_line(noted, _MENU, _HERE)


def test_what_is_kept_of_a_dish_is_nothing_that_a_guest_says_of_it() -> None:
    noted = mild_dosa(_CHUTNEY)._replace(key="1", note="for Ana")
    known = _kept(noted)
    for asked in (noted, noted._replace(key="2", note="")):
        lines = known.lines([asked], _MENU.version, _HERE) or ()
        unkept = tuple(replace(line, kept=None) for line in lines)
        assert _stored(lines) == _stored(unkept)
        assert [(line["key"], line["note"]) for line in _stored(lines)] == [(asked.key, asked.note)]


def _stored(lines: tuple[OrderLine, ...]) -> list[Document]:
    stored = encode(to_document(replace(order(mild_dosa()), lines=lines)))
    lines_of: list[Document] = decode(stored)["lines"]
    return lines_of
