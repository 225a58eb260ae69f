"""What is true of every bill, whatever was ordered and paid."""

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from server.billing.bills.compute import bill_of
from server.billing.bills.domain import Bill, BillState, StepKind
from server.billing.bills.shares import split
from server.billing.bills.sums import counts, rounded, total_of
from server.billing.payments.domain import PaymentState
from server.catalog.restaurants.domain import Restaurant
from tests.unit.billing.evenings import houses, purses, rounds
from tests.unit.ordering.builders import visit

_AMOUNTS = st.integers(0, 10**12)


@st.composite
def bills(draw: st.DrawFn) -> tuple[Restaurant, Bill]:
    """Any bill, and whose it is."""
    place = draw(houses())
    orders = draw(rounds(place))
    return place, bill_of(place, visit(), orders, draw(purses(orders)))


@given(bills())
def test_the_lines_shares_sum_to_the_rounds_total(made: tuple[Restaurant, Bill]) -> None:
    for one in made[1].rounds:
        assert sum(line.share_amount for line in one.lines) == one.total_amount


@given(bills())
def test_a_trace_tells_all_that_a_line_costs(made: tuple[Restaurant, Bill]) -> None:
    for line in (line for one in made[1].rounds for line in one.lines):
        added = [step.amount for step in line.trace if step.kind is not StepKind.TAX_INCLUDED]
        assert sum(added) == line.share_amount
        assert line.trace[0].kind is StepKind.BASE_PRICE
        assert line.trace[0].text == line.item_name


@given(bills())
def test_the_rounds_sum_to_the_total_before_rounding(made: tuple[Restaurant, Bill]) -> None:
    place, bill = made
    figures = bill.sums
    assert sum(one.total_amount for one in bill.rounds) == figures.exact
    assert figures.total == figures.exact + figures.rounding
    assert 2 * abs(figures.rounding) <= max(place.bill_rounding, 0)


@given(bills())
def test_the_figures_as_printed_add_up(made: tuple[Restaurant, Bill]) -> None:
    bill = made[1]
    taxes = 0 if bill.prices_include_tax else sum(tax.amount for tax in bill.taxes)
    parts = bill.lines_amount + bill.service_charge_amount + taxes + bill.sums.rounding
    assert parts == bill.sums.total


@given(bills())
def test_what_is_owed_is_paid_under_way_or_due(made: tuple[Restaurant, Bill]) -> None:
    figures = made[1].sums
    assert figures.due >= 0
    assert figures.overpaid >= 0
    covered = figures.paid + figures.pending + figures.returned
    assert figures.total == covered + figures.due or covered >= figures.total
    assert not (figures.due and figures.overpaid)


@given(bills())
def test_its_state_follows_from_its_figures(made: tuple[Restaurant, Bill]) -> None:
    bill = made[1]
    pending = [one for one in bill.payments if one.state is PaymentState.PENDING]
    assert (bill.state is BillState.PENDING) == bool(pending)
    if bill.state in (BillState.PAID, BillState.EMPTY):
        assert bill.sums.due == 0
    if bill.state in (BillState.UNPAID, BillState.PARTLY_PAID):
        assert bill.sums.due > 0


@given(st.data())
def test_the_same_orders_and_payments_give_the_same_bill(data: st.DataObject) -> None:
    place = data.draw(houses())
    orders = data.draw(rounds(place))
    payments = data.draw(purses(orders))
    bill = bill_of(place, visit(), orders, payments)
    shuffled = random.Random(data.draw(st.integers()))
    shuffled.shuffle(orders)
    shuffled.shuffle(payments)
    assert bill_of(place, visit(), orders, payments) == bill


@given(st.data())
def test_only_what_the_house_makes_is_owed(data: st.DataObject) -> None:
    place = data.draw(houses())
    orders = data.draw(rounds(place))
    owed = [one for one in orders if counts(one)]
    bill = bill_of(place, visit(), orders, [])
    assert [one.order_id for one in bill.rounds] == [one.id for one in owed]
    assert bill.sums.total == total_of(owed, place.bill_rounding) == bill.sums.due


@given(_AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_sum_to_the_whole_and_none_is_off_by_one(amount: int, weights: list[int]) -> None:
    parts = split(amount, weights)
    assert sum(parts) == amount
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        exact = Fraction(amount * weight, whole) if whole else Fraction(amount, len(weights))
        assert abs(part - exact) < 1


@given(st.integers(-(10**12), 10**12), st.integers(0, 10_000))
def test_rounding_finds_the_nearest_and_goes_away_from_zero(amount: int, multiple: int) -> None:
    found = rounded(amount, multiple)
    if multiple <= 1:
        assert found == amount
        return
    assert found % multiple == 0
    assert 2 * abs(found - amount) <= multiple
    if 2 * abs(found - amount) == multiple:
        assert abs(found) > abs(amount)
    assert rounded(-amount, multiple) == -found
