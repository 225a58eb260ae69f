"""What a currency's amounts are called at Stripe, and which of them can be paid there."""

import pytest

from server.billing.currencies import online_minimum, online_step, stripe_digits
from server.billing.payments.creating import Wish, require_online_amount
from server.billing.payments.domain import PaymentState
from server.billing.payments.errors import AmountBelowMinimum
from server.billing.payments.giving_back import RefundWish, give_back
from server.billing.payments.left import left_of
from server.billing.stripe.amounts import from_stripe, to_stripe
from server.billing.stripe.client import StripeRefuses
from server.errors import InvalidFields
from server.origin import Origin
from tests.unit.billing.evenings import payment
from tests.unit.ordering.builders import NOW

_ORIGIN = Origin("guest:gst_1", "request 1", "hash")


@pytest.mark.parametrize(
    ("currency", "ours", "stripes"),
    [
        ("EUR", 1250, 1250),
        ("INR", 184500, 184500),
        ("JPY", 1250, 1250),
        ("ISK", 1250, 125000),  # no digits for ISO, and two for Stripe's API
        ("UGX", 5000, 500000),
        ("MGA", 120000, 1200),  # two for ISO, none for Stripe
        ("KWD", 1150, 1150),
        ("IQD", 1150, 115),
    ],
)
def test_the_same_money_there_and_back(currency: str, ours: int, stripes: int) -> None:
    assert to_stripe(ours, currency) == stripes
    assert from_stripe(stripes, currency) == ours
    assert from_stripe(stripes, currency.lower()) == ours


@pytest.mark.parametrize(("currency", "amount"), [("KWD", 1155), ("MGA", 120050)])
def test_what_stripe_never_takes_is_not_asked_of_it(currency: str, amount: int) -> None:
    with pytest.raises(StripeRefuses):
        to_stripe(amount, currency)


def test_stripe_has_no_digits_of_these() -> None:
    words = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
    documented = words.split(" ")
    assert {stripe_digits(currency) for currency in documented} == {0}
    assert {stripe_digits(currency) for currency in ("ISK", "UGX", "HUF", "EUR")} == {2}
    assert {online_step(currency) for currency in ("BHD", "JOD", "KWD", "OMR", "TND")} == {10}


def test_the_least_by_card_is_in_our_minor_units() -> None:
    _require(50, "ISK")
    with pytest.raises(AmountBelowMinimum) as below:
        _require(49, "ISK")
    assert below.value.metadata == {"minimum": str(online_minimum("ISK")), "amount": "49"}


def test_what_is_paid_online_in_three_digits_ends_in_0() -> None:
    _require(1150, "KWD")
    _require(1155, "KWD", tip=45)
    with pytest.raises(InvalidFields) as refusal:
        _require(1155, "KWD")
    (violation,) = refusal.value.violations
    assert violation.field == "amount"
    assert violation.description.endswith("a multiple of KWD 0.010")


def test_what_goes_back_ends_in_0_too() -> None:
    paid = payment(currency="KWD", amount=1155, tip_amount=45)
    wish = RefundWish(
        restaurant_id="rst_1", payment_id=paid.id, amount=505, reason="Cold.", origin=_ORIGIN
    )
    with pytest.raises(InvalidFields) as refusal:
        give_back(paid, wish, NOW)
    assert [one.field for one in refusal.value.violations] == ["amount"]
    assert left_of(paid).total == 1200
    assert left_of(payment(currency="KWD", state=PaymentState.PENDING)).total == 0


def _require(amount: int, currency: str, tip: int = 0) -> None:
    wish = Wish(
        restaurant_id="rst_1",
        visit_id="vis_1",
        amount=amount,
        tip_amount=tip,
        currencies=(),
        origin=_ORIGIN,
    )
    require_online_amount(wish, currency)
