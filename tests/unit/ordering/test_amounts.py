"""What an order comes to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.catalog.restaurants.domain import Restaurant, Tax
from server.ordering.orders.domain import OrderLine
from server.ordering.pricing.amounts import line_tax, share, tax_within, totals
from server.ordering.pricing.domain import OptionWish
from tests.unit.ordering.builders import menu, mild_dosa, priced, restaurant, wish

_AMOUNTS = st.integers(0, 10**12)
_RATES = st.integers(0, 1_000_000)


@pytest.mark.parametrize(
    ("amount", "ppm", "expected"),
    [
        (1000, 125_000, 125),
        (1, 500_000, 1),  # a half goes up
        (3, 500_000, 2),
        (-1, 500_000, -1),  # away from zero on the other side too
        (-3, 500_000, -2),
        (1, 499_999, 0),
        (0, 230_000, 0),
        (999, 0, 0),
    ],
)
def test_a_half_is_rounded_away_from_zero(amount: int, ppm: int, expected: int) -> None:
    assert share(amount, ppm) == expected


@pytest.mark.parametrize(
    ("amount", "ppm", "within"),
    [(1130, 130_000, 130), (450, 230_000, 84), (1, 1_000_000, 1), (100, 0, 0)],
)
def test_the_tax_that_a_price_contains(amount: int, ppm: int, within: int) -> None:
    assert tax_within(amount, ppm) == within


def test_european_prices_contain_their_taxes() -> None:
    place = restaurant(service_charge_ppm=100_000)
    made = priced([mild_dosa(quantity=2), wish("lassi")], place, menu()).totals
    assert made.lines_amount == 2 * 1150 + 450
    assert made.service_charge_amount == 275
    assert [(tax.tax_id, tax.amount) for tax in made.taxes] == [("food", 265), ("drinks", 84)]
    assert made.total_amount == 2750 + 275, "the taxes are in it already"
    assert made.prices_include_tax


def test_american_prices_have_them_added() -> None:
    place = restaurant(prices_include_tax=False, service_charge_ppm=100_000)
    made = priced([mild_dosa(), wish("lassi")], place, menu()).totals
    # 13 % of 11.50 is 1.495 and 23 % of 4.50 is 1.035.
    assert [tax.amount for tax in made.taxes] == [150, 104]
    assert made.total_amount == 1600 + 160 + 150 + 104


def test_options_are_paid_for_each_of_them_and_each_dish() -> None:
    wanted = mild_dosa(OptionWish("extras", "chutney", 2), quantity=3)
    (line,) = priced([wanted], restaurant(), menu()).lines
    assert line.unit_price == 1150 + 2 * 150
    assert line.amount == 3 * line.unit_price
    assert [(option.name, option.quantity, option.price) for option in line.options] == [
        ("Mild", 1, 0),
        ("Extra chutney", 2, 150),
    ]


def test_what_is_not_taxed_stands_under_no_tax() -> None:
    made = priced([wish("tea")], restaurant(), menu())
    assert made.lines[0].tax_amount == 0
    assert made.totals.taxes == ()


def test_one_tax_of_several_lines_is_one_sum() -> None:
    made = priced([mild_dosa(), wish("thali")], restaurant(), menu())
    (tax,) = made.totals.taxes
    assert tax.amount == sum(line.tax_amount for line in made.lines)
    assert (tax.name, tax.rate_ppm) == ("VAT 13 %", 130_000)


@given(_AMOUNTS, _RATES)
def test_a_share_is_as_near_as_a_whole_number_can_be(amount: int, ppm: int) -> None:
    exact = Fraction(amount * ppm, 1_000_000)
    assert abs(share(amount, ppm) - exact) <= Fraction(1, 2)
    assert share(-amount, ppm) == -share(amount, ppm)


@given(_AMOUNTS, _RATES, st.booleans())
def test_a_tax_is_never_negative_and_never_more_than_what_is_paid(
    amount: int, ppm: int, included: bool
) -> None:
    assert 0 <= line_tax(amount, ppm, included) <= amount
    exact = Fraction(amount * ppm, 1_000_000 + (ppm if included else 0))
    assert abs(line_tax(amount, ppm, included) - exact) <= Fraction(1, 2)


@st.composite
def _bills(draw: st.DrawFn) -> tuple[tuple[OrderLine, ...], Restaurant]:
    rates = draw(st.lists(_RATES, max_size=4))
    place = restaurant(
        taxes=tuple(Tax(f"tax-{n}", f"Tax {n}", rate) for n, rate in enumerate(rates)),
        prices_include_tax=draw(st.booleans()),
        service_charge_ppm=draw(st.integers(0, 500_000)),
    )
    tax_ids = st.sampled_from(["", *(tax.id for tax in place.taxes)])
    dishes = draw(st.lists(st.tuples(_AMOUNTS, st.integers(1, 99), tax_ids), min_size=1))
    return tuple(_line(place, *dish) for dish in dishes), place


def _line(place: Restaurant, price: int, quantity: int, tax_id: str) -> OrderLine:
    rate = next((tax.rate_ppm for tax in place.taxes if tax.id == tax_id), 0)
    amount = price * quantity
    return OrderLine(
        key="1",
        item_id="dish",
        item_name="Dish",
        station_id="kitchen",
        quantity=quantity,
        options=(),
        note="",
        unit_price=price,
        amount=amount,
        tax_id=tax_id,
        tax_amount=line_tax(amount, rate, place.prices_include_tax),
        allergens=(),
        prep_seconds=0,
    )


@given(_bills())
def test_what_the_guest_owes_is_the_sum_of_its_parts(
    bill: tuple[tuple[OrderLine, ...], Restaurant],
) -> None:
    lines, place = bill
    made = totals(lines, place)
    taxes = sum(tax.amount for tax in made.taxes)
    assert made.lines_amount == sum(line.amount for line in lines)
    assert taxes == sum(line.tax_amount for line in lines)
    added = 0 if place.prices_include_tax else taxes
    assert made.total_amount == made.lines_amount + made.service_charge_amount + added
    assert made.service_charge_amount >= 0
    assert all(tax.amount >= 0 for tax in made.taxes)
    assert len({tax.tax_id for tax in made.taxes}) == len(made.taxes)
