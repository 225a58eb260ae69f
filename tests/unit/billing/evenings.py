"""What parties order and pay: right by itself, and as odd as it can be."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from server.billing.payments.domain import (
    Method,
    Payment,
    PaymentState,
    Refund,
    RefundedLine,
    RefundState,
)
from server.catalog.restaurants.domain import Restaurant
from server.ordering.orders.domain import Order, OrderState
from server.ordering.pricing.domain import LineWish, OptionWish
from server.origin import Origin
from tests.unit.ordering.builders import NOW, order, restaurant

_DISHES = ("dosa", "thali", "lassi", "tea")


def payment(number: int = 1, **other: Any) -> Payment:
    """Ana has paid ten euro by card."""
    usual = Payment(
        id=f"pay_{number:026}",
        restaurant_id="rst_1",
        visit_id="vis_1",
        number=number,
        table_name="12",
        guest_id="gst_1",
        guest_name="Ana",
        state=PaymentState.PAID,
        step=None,
        method=Method.CARD,
        currency="EUR",
        amount=1000,
        timeline=(),
        create_time=NOW,
        update_time=NOW,
        paid_time=NOW,
        receipt_token=f"receipt-of-payment-{number}",
        origin=Origin("guest:gst_1", f"request {number}", "hash"),
    )
    return replace(usual, **other)


def refund(amount: int, *lines: RefundedLine, **other: Any) -> Refund:
    """The money is on the guest's card again."""
    usual = Refund(
        id=f"rfd_{amount}",
        state=RefundState.DONE,
        currency="EUR",
        amount=amount,
        reason="The dosa was cold",
        lines=lines,
        create_time=NOW,
    )
    return replace(usual, **other)


@st.composite
def wishes(draw: st.DrawFn, key: str) -> LineWish:
    """A line of any dish, with extras where there are some."""
    item_id, quantity = draw(st.sampled_from(_DISHES)), draw(st.integers(1, 9))
    options: list[OptionWish] = []
    if item_id == "dosa":
        options.append(OptionWish("spice", draw(st.sampled_from(("mild", "hot"))), 1))
        if chutney := draw(st.integers(0, 2)):
            options.append(OptionWish("extras", "chutney", chutney))
    return LineWish(key, item_id, quantity, tuple(options), "")


@st.composite
def houses(draw: st.DrawFn) -> Restaurant:
    """Any way to tax, to charge for the service and to round."""
    return restaurant(
        prices_include_tax=draw(st.booleans()),
        service_charge_ppm=draw(st.sampled_from((0, 33_333, 50_000, 100_000, 125_000))),
        bill_rounding=draw(st.sampled_from((0, 1, 5, 10, 100))),
    )


@st.composite
def rounds(draw: st.DrawFn, place: Restaurant, most: int = 5) -> list[Order]:
    """What a party ordered, in any state."""
    made: list[Order] = []
    for index in range(draw(st.integers(0, most))):
        lines = [draw(wishes(str(key))) for key in range(draw(st.integers(1, 6)))]
        state = draw(st.sampled_from(OrderState))
        made.append(order(*lines, place=place, id=f"ord_{index:026}", state=state))
    return made


@st.composite
def purses(draw: st.DrawFn, orders: list[Order]) -> list[Payment]:
    """Payments of any kind, with refunds of any kind that do not exceed them."""
    made: list[Payment] = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        amount, tip = draw(st.integers(1, 20_000)), draw(st.integers(0, 2_000))
        state = draw(
            st.sampled_from((PaymentState.PENDING, PaymentState.PAID, PaymentState.FAILED))
        )
        refunds: tuple[Refund, ...] = ()
        if state is PaymentState.PAID and draw(st.booleans()):
            refunds = (draw(_refunds(amount, tip, orders)),)
        made.append(payment(number, amount=amount, tip_amount=tip, state=state, refunds=refunds))
    return made


@st.composite
def _refunds(draw: st.DrawFn, amount: int, tip: int, orders: list[Order]) -> Refund:
    back, back_tip = draw(st.integers(1, amount)), draw(st.integers(0, tip))
    lines: tuple[RefundedLine, ...] = ()
    by_line = draw(st.booleans())
    if by_line and orders:
        whole = draw(st.sampled_from(orders))
        line = draw(st.sampled_from(whole.lines))
        lines = (
            RefundedLine(
                order_id=whole.id,
                line_key=line.key,
                item_name=line.item_name,
                pieces=tuple(range(1, draw(st.integers(1, line.quantity)) + 1)),
                amount=back,
            ),
        )
    state = draw(st.sampled_from(RefundState))
    return refund(back + back_tip, *lines, tip_amount=back_tip, state=state)
