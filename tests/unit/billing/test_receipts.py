"""What stands on a receipt, read back from its PDF; and under which day it is booked."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from server.billing.bills.compute import bill_of
from server.billing.payments.domain import Method, Payment, RefundedLine, RefundState
from server.billing.receipts.business_date import business_date
from server.billing.receipts.domain import Receipt, receipt_of
from server.billing.receipts.printing import printed
from server.catalog.restaurants.domain import Restaurant, Tax
from server.ordering.orders.domain import Order
from server.ordering.pricing.domain import OptionWish
from tests.unit.billing.evenings import payment, refund
from tests.unit.ordering.builders import mild_dosa, order, restaurant, visit, wish

#: 01:10 on the 22nd in Kochi.
_PAID = datetime(2026, 11, 21, 19, 40, tzinfo=UTC)
_KOCHI = restaurant(
    name="Chakara",
    address_lines=("River Road", "Fort Kochi 682001"),
    time_zone="Asia/Kolkata",
    closeout_hour=4,
    currency="INR",
    taxes=(Tax("food", "GST 5 %", 50_000), Tax("drinks", "GST 18 %", 180_000)),
    prices_include_tax=False,
    service_charge_ppm=50_000,
    bill_rounding=100,
)


def _order(*lines: Any, place: Restaurant = _KOCHI) -> Order:
    return order(*lines, place=place, currency=place.currency)


def _receipt(paid: Payment, *orders: Order, place: Restaurant = _KOCHI) -> Receipt:
    bill = bill_of(place, visit(), orders, [payment(9, currency=place.currency), paid])
    return receipt_of(place, bill, paid, _PAID)


def _rupees(**other: Any) -> Payment:
    usual = payment(currency="INR", method=Method.UPI, method_text="UPI meera@okbank")
    return replace(usual, paid_time=_PAID, update_time=_PAID, **other)


def _read(receipt: Receipt) -> tuple[list[str], PdfReader]:
    pdf = PdfReader(io.BytesIO(printed(receipt, public_url="https://here2order.example")))
    return [line for page in pdf.pages for line in page.extract_text().splitlines()], pdf


def test_it_says_what_was_eaten_and_what_it_came_to() -> None:
    chutney = OptionWish("extras", "chutney", 2)
    dinner = _order(mild_dosa(chutney, quantity=2), wish("lassi"))
    lines, pdf = _read(_receipt(_rupees(amount=3000, tip_amount=500), dinner))
    assert lines[:5] == [
        "Chakara",
        "River Road",
        "Fort Kochi 682001",
        "Receipt 22 Nov 2026, 01:10",
        "Table 12 · Business date 21 Nov 2026",
    ]
    assert lines[5:-1] == [
        "Order 0K7Q · Ana",
        "2 × Dosa ₹29.00",
        "+ 2 × Extra chutney 3.00",
        "14.50 each",
        "1 × Lassi ₹4.50",
        "Subtotal ₹33.50",
        "Service charge ₹1.68",
        "GST 5 % ₹1.45",
        "GST 18 % ₹0.81",
        "Rounding -₹0.44",
        "Total ₹37.00",
        "UPI meera@okbank, part of the total ₹30.00",
        "Tip ₹5.00",
        "Paid ₹35.00",
    ]
    assert lines[-1].startswith("https://here2order.example/receipt/receipt-of-payment-1")
    assert [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]] == [148, 210]


def test_refunds_stand_on_it_with_their_fate() -> None:
    dinner = _order(mild_dosa(quantity=2), wish("lassi"))
    lassi = RefundedLine(
        order_id=dinner.id, line_key="lassi", item_name="Lassi", pieces=(1,), amount=554
    )
    refunds = (
        refund(554, lassi, currency="INR", reason="Spilled", end_time=_PAID + timedelta(hours=1)),
        refund(100, currency="INR", reason="Late", state=RefundState.PENDING, create_time=_PAID),
        refund(200, currency="INR", reason="Cold", state=RefundState.FAILED, create_time=_PAID),
    )
    lines, _ = _read(_receipt(_rupees(amount=3100, refunds=refunds), dinner))
    assert "1 of it given back" in lines
    assert lines[lines.index("Paid ₹31.00") + 1 : -1] == [
        "Refund: Spilled -₹5.54",
        "22 Nov 2026, 02:10, given back",
        "1 × Lassi",
        "Refund: Late -₹1.00",
        "22 Nov 2026, 01:10, on its way",
        "Refund: Cold ₹2.00",
        "22 Nov 2026, 01:10, the bank did not take it back",
        "Paid in the end ₹24.46",
    ]


def test_cash_says_what_was_handed_over_and_prices_their_taxes() -> None:
    place = restaurant()
    cash = payment(amount=1600, method=Method.CASH, tendered_amount=2000, change_amount=400)
    lines, _ = _read(_receipt(cash, _order(place=place), place=place))
    assert "Cash €16.00" in lines
    assert lines[lines.index("Paid €16.00") + 1 : -1] == ["Handed over €20.00", "Change €4.00"]
    total = lines.index("Total €16.00")
    assert lines[total + 1 : total + 3] == ["Includes VAT 13 % €1.32", "Includes VAT 23 % €0.84"]
    assert "Rounding" not in " ".join(lines)


def test_others_payments_are_not_on_it() -> None:
    mine = _rupees(amount=500)
    assert _receipt(mine, _order()).bill.payments == (mine,)


def test_a_long_dinner_takes_more_pages_and_loses_nothing() -> None:
    names = [f"{index:02}" for index in range(60)]
    dinner = _order(*(mild_dosa(quantity=2)._replace(key=name) for name in names))
    named = replace(
        dinner,
        lines=tuple(replace(line, item_name=f"Karimeen {line.key} " + "pollichathu " * 9)
                    for line in dinner.lines),
    )  # fmt: skip
    lines, pdf = _read(_receipt(_rupees(), named))
    assert len(pdf.pages) > 2
    assert sum(line.startswith("2 × Karimeen") for line in lines) == 60
    assert f"{len(pdf.pages)} / {len(pdf.pages)}" in lines[-1]


@pytest.mark.parametrize(
    "name", ["", "a" * 500, "line\nbreak\tand \x00 more", "മീൻ", "🍛", "؋ ليلى"]
)
def test_no_name_keeps_it_from_being_printed(name: str) -> None:
    guest = replace(_order(), guest_name=name, number=name or "1")
    lines, _ = _read(_receipt(_rupees(), guest))
    assert "Total ₹18.00" in lines


def test_the_same_receipt_is_the_same_to_the_byte() -> None:
    receipt = _receipt(_rupees(), _order())
    first = printed(receipt, public_url="https://here2order.example")
    assert printed(receipt, public_url="https://here2order.example") == first


@pytest.mark.parametrize(
    ("moment", "zone", "closeout", "day"),
    [
        ("2026-11-21T18:29Z", "Asia/Kolkata", 0, "2026-11-21"),  # 23:59
        ("2026-11-21T18:30Z", "Asia/Kolkata", 0, "2026-11-22"),  # midnight
        ("2026-11-21T22:29Z", "Asia/Kolkata", 4, "2026-11-21"),  # 03:59
        ("2026-11-21T22:30Z", "Asia/Kolkata", 4, "2026-11-22"),  # 04:00
        ("2026-01-01T03:30Z", "Europe/Lisbon", 4, "2025-12-31"),  # the year before
        ("2026-11-22T02:00Z", "America/New_York", 4, "2026-11-21"),
        ("2026-10-25T00:30Z", "Europe/Lisbon", 1, "2026-10-25"),  # 01:30 in summer time
        ("2026-10-25T01:30Z", "Europe/Lisbon", 1, "2026-10-25"),  # 01:30 once more
        ("2026-03-29T00:30Z", "Europe/Lisbon", 1, "2026-03-28"),  # 00:30
        ("2026-03-29T01:00Z", "Europe/Lisbon", 2, "2026-03-29"),  # 02:00: 01:00 never was
    ],
)
def test_the_restaurants_clocks_and_its_closeout_hour_tell_the_day(
    moment: str, zone: str, closeout: int, day: str
) -> None:
    found = business_date(datetime.fromisoformat(moment), zone, closeout)
    assert found == date.fromisoformat(day)


@given(
    st.integers(0, 8_000_000),
    st.sampled_from(["Asia/Kolkata", "Europe/Lisbon", "America/New_York", "Pacific/Apia"]),
    st.integers(0, 12),
)
def test_days_never_go_back_and_are_within_one_of_utcs(
    minutes: int, zone: str, closeout: int
) -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    days = [business_date(now + timedelta(hours=hour), zone, closeout) for hour in (0, 2, 24)]
    assert days == sorted(days)
    assert abs(days[0] - now.date()) <= timedelta(days=1)
