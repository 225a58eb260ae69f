"""A bill, as a party reads it."""

from dataclasses import replace

import pytest

from server.billing.bills.compute import bill_of
from server.billing.bills.domain import Bill, BillState, StepKind
from server.billing.bills.sums import total_of
from server.billing.currencies import online_minimum, plain, with_sign
from server.billing.payments.domain import Payment, PaymentState, RefundedLine, RefundState
from server.ordering.orders.domain import Order, OrderState
from server.ordering.pricing.domain import OptionWish
from tests.unit.billing.evenings import payment, refund
from tests.unit.ordering.builders import mild_dosa, order, restaurant, visit, wish

_INDIA = restaurant(prices_include_tax=False, service_charge_ppm=100_000, bill_rounding=100)


def _bill(orders: list[Order], *payments: Payment) -> Bill:
    return bill_of(_INDIA, visit(), orders, payments)


def _two_dosas() -> Order:
    chutney = OptionWish("extras", "chutney", 2)
    return order(mild_dosa(chutney, quantity=2), wish("lassi"), place=_INDIA)


def test_a_line_says_why_it_costs_what_it_costs() -> None:
    (one,) = _bill([_two_dosas()]).rounds
    dosa, lassi = one.lines
    assert [(step.kind, step.text, step.amount) for step in dosa.trace] == [
        (StepKind.BASE_PRICE, "Dosa", 1150),
        (StepKind.OPTION, "+ 2 × Extra chutney", 300),
        (StepKind.QUANTITY, "2 × 14.50", 1450),
        (StepKind.TAX_ADDED, "VAT 13 % on 29.00", 377),
        (StepKind.SERVICE_CHARGE, "Share of the service charge of 3.35", 290),
    ]
    assert dosa.share_amount == 2900 + 377 + 290
    assert lassi.share_amount == 450 + 104 + 45
    assert one.total_amount == dosa.share_amount + lassi.share_amount


def test_a_tax_that_a_price_contains_is_told_and_adds_nothing() -> None:
    bill = bill_of(restaurant(), visit(), [order()], [])
    (dosa, _) = bill.rounds[0].lines
    step = dosa.trace[-1]
    assert (step.kind, step.text) == (StepKind.TAX_INCLUDED, "VAT 13 %, contained in 11.50")
    assert (step.amount, dosa.share_amount) == (132, 1150)


def test_the_total_is_rounded_once_and_not_round_by_round() -> None:
    # 13 % on 11.50 is 1.50, the service 1.15: 14.15 each.
    dosas = [order(mild_dosa(), place=_INDIA, id=f"ord_{index}") for index in range(4)]
    figures = _bill(dosas).sums
    assert [one.totals.total_amount for one in dosas] == [1415] * 4
    assert (figures.exact, figures.total, figures.rounding) == (5660, 5700, 40)
    assert total_of(dosas, 100) == 5700


@pytest.mark.parametrize("state", [OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED])
def test_what_was_never_made_is_not_owed_and_goes_back(state: OrderState) -> None:
    kept, gone = order(place=_INDIA), order(place=_INDIA, id="ord_2", state=state)
    figures = _bill([kept, gone], payment(amount=4000)).sums
    assert figures.exact == kept.totals.total_amount
    assert figures.overpaid == 4000 - figures.total


def test_its_state_goes_from_nothing_to_paid() -> None:
    orders = [order(place=_INDIA)]
    total = total_of(orders, 100)
    waiting = payment(state=PaymentState.PENDING, amount=total)
    declined = payment(state=PaymentState.FAILED, amount=total)
    assert _bill([]).state is BillState.EMPTY
    assert _bill(orders).state is BillState.UNPAID
    assert _bill(orders, waiting).state is BillState.PENDING
    assert _bill(orders, declined).state is BillState.UNPAID
    assert _bill(orders, payment(amount=total - 100)).state is BillState.PARTLY_PAID
    assert _bill(orders, payment(amount=total)).state is BillState.PAID


def test_money_under_way_is_not_asked_for_again() -> None:
    figures = _bill([order(place=_INDIA)], payment(state=PaymentState.PENDING, amount=500)).sums
    assert (figures.paid, figures.pending) == (0, 500)
    assert figures.due == figures.total - 500


def test_an_amount_that_was_given_back_is_due_again_unless_the_bank_kept_it() -> None:
    back = refund(700, tip_amount=200)
    paid = payment(amount=1000, tip_amount=200, refunds=(back,))
    figures = _bill([order(place=_INDIA)], paid).sums
    assert (figures.paid, figures.tips) == (500, 0)
    assert figures.due == figures.total - 500
    kept = replace(paid, refunds=(replace(back, state=RefundState.FAILED),))
    figures = _bill([order(place=_INDIA)], kept).sums
    assert (figures.paid, figures.tips) == (1000, 200)


def test_a_line_that_was_given_back_is_not_owed_again() -> None:
    one = _two_dosas()
    total = total_of([one], 100)
    line = RefundedLine(
        order_id=one.id, line_key="lassi", item_name="Lassi", pieces=(1,), amount=599
    )
    paid = payment(amount=total, refunds=(refund(599, line),))
    bill = _bill([one], paid)
    assert (bill.sums.returned, bill.sums.due, bill.sums.overpaid) == (599, 0, 0)
    assert bill.state is BillState.PAID
    assert [one.refunded_quantity for one in bill.rounds[0].lines] == [0, 1]
    kept = replace(paid, refunds=(refund(599, line, state=RefundState.FAILED),))
    bill = _bill([one], kept)
    assert (bill.sums.returned, bill.sums.paid, bill.sums.due) == (0, total, 0)
    assert [one.refunded_quantity for one in bill.rounds[0].lines] == [0, 0]


def test_a_cancelled_order_goes_back_less_what_of_it_was_given_back() -> None:
    first, second = _two_dosas(), order(mild_dosa(), place=_INDIA, id="ord_2")
    line = RefundedLine(order_id=first.id, line_key="lassi", item_name="", pieces=(1,), amount=599)
    paid = payment(amount=total_of([first, second], 100), refunds=(refund(599, line),))
    gone = _bill([replace(first, state=OrderState.CANCELLED), second], paid).sums
    assert gone.returned == 0
    assert paid.amount - 599 - gone.overpaid == total_of([second], 100)


def test_a_house_that_changed_its_way_of_taxing_still_adds_up() -> None:
    included = order(id="ord_1", place=replace(_INDIA, prices_include_tax=True))
    added = order(id="ord_2", place=_INDIA)
    bill = _bill([included, added])
    assert not bill.prices_include_tax
    taxes = sum(tax.amount for tax in bill.taxes)
    assert bill.lines_amount + bill.service_charge_amount + taxes == bill.sums.exact


@pytest.mark.parametrize(
    ("amount", "currency", "number", "text"),
    [
        (123450, "EUR", "1,234.50", "€1,234.50"),
        (-5, "EUR", "-0.05", "-€0.05"),
        (12345678900, "INR", "12,34,56,789.00", "₹12,34,56,789.00"),
        (10000000, "INR", "1,00,000.00", "₹1,00,000.00"),
        (99900, "INR", "999.00", "₹999.00"),
        (1250, "JPY", "1,250", "¥1,250"),
        (705, "CHF", "7.05", "CHF 7.05"),
        (1500, "KWD", "1.500", "KWD 1.500"),
    ],
)
def test_amounts_are_written_as_their_currency_is(
    amount: int, currency: str, number: str, text: str
) -> None:
    assert plain(amount, currency) == number
    assert with_sign(amount, currency) == text


def test_the_least_by_card_is_the_currencys() -> None:
    assert (online_minimum("INR"), online_minimum("GBP"), online_minimum("HUF")) == (50, 30, 17500)
