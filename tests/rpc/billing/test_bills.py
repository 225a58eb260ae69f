"""Reading and watching a bill, as guests and staff do."""

from dataclasses import replace

import pytest
from here2order.billing.v1 import bill_pb2, bill_service_pb2, payment_pb2
from here2order.ordering.v1 import order_pb2, order_service_pb2

from server.config import Settings
from tests.support.api import bearer
from tests.support.bills import BillPage
from tests.support.house import House, Seat, dosa, lassi
from tests.support.refusals import refused
from tests.support.till import Till


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A stream that is quiet beats soon: nobody waits for it."""
    return replace(settings, heartbeat_seconds=0.2)


async def bill_of(house: House, seat: Seat) -> bill_pb2.Bill:
    """The guest's own."""
    request = bill_service_pb2.GetBillRequest()
    return (await house.api.bills.GetBill(request, metadata=bearer(seat.token))).bill


async def cancel(house: House, seat: Seat, order: order_pb2.Order) -> None:
    """The guest takes it back."""
    request = order_service_pb2.CancelOrderRequest(order_id=order.id)
    await house.api.orders.CancelOrder(request, metadata=bearer(seat.token))


async def test_a_guest_reads_why_the_bill_is_what_it_is(house: House, seat: Seat) -> None:
    order = await house.order(seat, dosa(chutney=2, quantity=2), lassi())
    bill = await bill_of(house, seat)
    assert (bill.state, bill.table_name) == (bill_pb2.BILL_STATE_UNPAID, "1")
    assert bill.restaurant_name == "Café Malabar"
    assert bill.total_amount == bill.due_amount == order.totals.total_amount
    (one,) = bill.rounds
    assert (one.order_id, one.number, one.guest_name) == (order.id, order.number, "Ana")
    told = [(step.kind, step.text, step.amount.amount) for step in one.lines[0].trace]
    assert told == [
        ("base_price", "Masala dosa", 1150),
        ("option", "+ 2 × Extra chutney", 300),
        ("quantity", "2 × 14.50", 1450),
        ("tax_included", "VAT 13 %, contained in 29.00", 334),
    ]
    assert [line.share_amount.amount for line in one.lines] == [2900, 450]
    assert list(bill.taxes) == list(order.totals.taxes)
    assert bill.online_minimum_amount.amount == 50


async def test_a_guest_reads_it_also_when_the_visit_is_over(house: House, seat: Seat) -> None:
    await house.order(seat)
    before = await bill_of(house, seat)
    await house.close_visit(seat.visit_id)
    assert await bill_of(house, seat) == before


async def test_it_is_rounded_as_the_house_says(house: House, seat: Seat, till: Till) -> None:
    await house.round_bills(100)
    await house.order(seat)
    bill = await till.bill(seat.visit_id)
    assert (bill.lines_amount.amount, bill.rounding_amount.amount) == (1150, 50)
    assert bill.total_amount.amount == 1200


async def test_what_was_paid_stays_paid_when_the_house_rounds_otherwise(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    gone = await house.order(seat, lassi())
    await house.order(seat)
    await cancel(house, seat, gone)
    await till.paid(seat, 1150)
    await house.round_bills(1000)
    assert await till.worker.refund_overpaid(house.restaurant_id, seat.visit_id, "x") == []
    await house.order(seat, lassi())
    bill = await till.bill(seat.visit_id)
    assert (bill.total_amount.amount, bill.rounding_amount.amount) == (1600, 0)
    assert (bill.due_amount.amount, bill.overpaid_amount.amount) == (450, 0)


async def test_what_was_taken_back_is_not_on_it(house: House, seat: Seat) -> None:
    await cancel(house, seat, await house.order(seat))
    kept = await house.order(seat, lassi())
    bill = await bill_of(house, seat)
    assert [one.order_id for one in bill.rounds] == [kept.id]


async def test_the_party_sees_that_another_paid_and_not_by_what_means(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    await house.order(seat)
    friend = await house.sit_down(name="Rui")
    await till.paid(friend, 500, 100)
    (theirs,) = (await bill_of(house, seat)).payments
    (own,) = (await bill_of(house, friend)).payments
    (staffs,) = (await till.bill(seat.visit_id)).payments
    assert (theirs.guest_name, theirs.amount.amount, theirs.own) == ("Rui", 500, False)
    assert (theirs.method_text, theirs.receipt_token, len(theirs.ledger)) == ("", "", 0)
    assert (own.method_text, own.own, len(own.timeline)) == ("Visa •••• 4242", True, 0)
    assert own.receipt_token
    assert staffs.ledger
    assert staffs.timeline


async def test_a_page_sees_it_from_the_first_order_to_the_last_payment(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    page = BillPage(house.api, seat.token)
    await page.until(lambda bill: bill.state == bill_pb2.BILL_STATE_EMPTY)
    await house.order(seat)
    await page.until(lambda bill: bill.state == bill_pb2.BILL_STATE_UNPAID)
    payment = await till.prepared(seat, 1150)
    bill = await page.until(lambda bill: any(one.checkout.client_secret for one in bill.payments))
    assert (bill.state, bill.due_amount.amount) == (bill_pb2.BILL_STATE_PENDING, 0)
    await till.observe(payment)
    bill = await page.until(lambda bill: bill.state == bill_pb2.BILL_STATE_PAID)
    assert bill.payments[0].state == payment_pb2.PAYMENT_STATE_PAID
    assert not bill.payments[0].HasField("checkout")


async def test_nobody_else_is_shown_what_one_pays_with(
    house: House, seat: Seat, till: Till
) -> None:
    await till.connect()
    await house.order(seat)
    friend = await house.sit_down(name="Rui")
    staff = BillPage(
        house.api,
        house.tokens["OWNER"],
        restaurant_id=house.restaurant_id,
        visit_id=seat.visit_id,
    )
    pages = [BillPage(house.api, friend.token), staff]
    await till.prepared(seat, 500)
    for page in pages:
        bill = await page.until(
            lambda bill: any(
                one.step == payment_pb2.PAYMENT_STEP_AWAITING_GUEST for one in bill.payments
            )
        )
        assert not bill.payments[0].HasField("checkout")


async def test_a_page_learns_that_guests_can_pay_online_now(
    house: House, seat: Seat, till: Till
) -> None:
    page = BillPage(house.api, seat.token)
    await page.until(lambda bill: not bill.online_payments_enabled)
    await till.connect()
    await page.until(lambda bill: bill.online_payments_enabled)


async def test_a_page_on_which_nothing_changes_is_told_nothing(house: House, seat: Seat) -> None:
    page = BillPage(house.api, seat.token)
    await page.quiet()
    shown = page.shown
    await house.sit_down(name="Rui")  # changes the visit, and nothing on the bill
    await page.quiet()
    await page.quiet()
    assert (shown, page.shown) == (1, 1)


async def test_a_page_ends_with_the_visit(house: House, seat: Seat) -> None:
    page = BillPage(house.api, seat.token)
    await page.until(lambda _: True)
    await house.close_visit(seat.visit_id)
    ended = await refused(page.until(lambda _: False))
    assert ended.reason == "VISIT_CLOSED"


async def test_staff_name_the_visit(house: House) -> None:
    unnamed = bill_service_pb2.GetBillRequest(restaurant_id=house.restaurant_id)
    refusal = await refused(house.api.bills.GetBill(unnamed, metadata=house.as_("OWNER")))
    assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["visit_id"])
