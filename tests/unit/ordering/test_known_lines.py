"""A line that was priced before has the price that it would be given now."""

from dataclasses import replace

import pytest

from server.catalog.restaurants.domain import Restaurant, Tax
from server.ordering.pricing.domain import LineWish, OptionWish
from server.ordering.pricing.known import KnownLines
from server.ordering.pricing.lines import priced_line
from tests.unit.ordering.builders import menu, mild_dosa, restaurant, wish

_CHUTNEY = OptionWish("extras", "chutney", 1)
_HERE, _MENU = restaurant(), menu()


def _kept(*wishes: LineWish, most: int = 100) -> KnownLines:
    lines = KnownLines(most)
    priced = [priced_line(one, _MENU, _HERE) for one in wishes]
    lines.keep(wishes, priced, _MENU, _HERE)
    return lines


def test_the_same_dish_costs_the_same_under_the_next_guests_key_and_note() -> None:
    lines = _kept(mild_dosa(_CHUTNEY, quantity=2), wish("lassi"))
    asked = mild_dosa(_CHUTNEY, quantity=2)._replace(key="another", note="no onion")
    assert lines.lines([asked], _MENU, _HERE) == (priced_line(asked, _MENU, _HERE),)


@pytest.mark.parametrize(
    "asked",
    [mild_dosa(), mild_dosa(_CHUTNEY, quantity=3), wish("dosa", OptionWish("spice", "hot", 1))],
)
def test_asked_in_another_way_it_is_another_dish(asked: LineWish) -> None:
    lines = _kept(mild_dosa(_CHUTNEY, quantity=2))
    assert lines.lines([asked], _MENU, _HERE) is None


def test_a_line_that_nobody_has_asked_for_leaves_all_of_the_order_to_be_priced() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa(), wish("tea")], _MENU, _HERE) is None


@pytest.mark.parametrize(
    "here",
    [
        restaurant(version=2, taxes=(Tax("food", "VAT 6 %", 60_000),)),
        restaurant(id="rst_2"),
    ],
)
def test_other_taxes_and_another_house_are_reckoned_anew(here: Restaurant) -> None:
    assert _kept(mild_dosa()).lines([mild_dosa()], _MENU, here) is None


def test_a_new_menu_is_reckoned_anew() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa()], menu(2), _HERE) is None


def test_two_lines_with_one_key_are_left_to_be_refused() -> None:
    assert _kept(mild_dosa()).lines([mild_dosa(), mild_dosa()], _MENU, _HERE) is None


def test_no_more_are_kept_than_there_is_room_for() -> None:
    lines = _kept(mild_dosa(), wish("lassi"), most=2)
    assert lines.lines([mild_dosa(), wish("lassi")], _MENU, _HERE) is not None
    tea = wish("tea")
    lines.keep([tea], [priced_line(tea, _MENU, _HERE)], _MENU, _HERE)
    assert lines.lines([tea], _MENU, _HERE) is not None
    assert lines.lines([mild_dosa()], _MENU, _HERE) is None


def test_what_is_remembered_is_not_what_was_noted() -> None:
    noted = mild_dosa()._replace(note="for Ana")
    (line,) = _kept(noted).lines([mild_dosa()], _MENU, _HERE) or ()
    assert line.note == ""
    assert replace(line, note="for Ana") == priced_line(noted, _MENU, _HERE)
