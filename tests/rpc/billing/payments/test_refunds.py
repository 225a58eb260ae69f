"""The house gives back: all, an amount, or lines; and never more than came."""

import asyncio

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb
from here2order.common.v1 import money_pb2
from here2order.ordering.v1 import order_service_pb2

from server.billing.payments.domain import RefundSeen, SeenRefund
from tests.support.house import House, Seat, dosa, euro, lassi
from tests.support.refusals import Refusal, refused
from tests.support.till import Till

_STATE = payment_pb2.PaymentState
_REFUND = payment_pb2.RefundState


async def _refused(till: Till, request: pb.RefundPaymentRequest) -> Refusal:
    return await refused(till.refund(request))


def _lines(*lines: tuple[str, str, int]) -> pb.RefundLines:
    return pb.RefundLines(
        lines=[
            pb.RefundLine(order_id=order_id, line_key=key, quantity=quantity)
            for order_id, key, quantity in lines
        ]
    )


async def _ends(
    till: Till, payment: payment_pb2.Payment, refund_id: str, status: SeenRefund, code: str = ""
) -> payment_pb2.Payment:
    (amount,) = [one.amount.amount for one in payment.refunds if one.id == refund_id]
    seen = RefundSeen(
        stripe_refund_id="re_1",
        refund_id=refund_id,
        status=status,
        amount=amount,
        failure_code=code,
    )
    await till.worker.refund_seen(payment.restaurant_id, payment.id, refund_id, seen)
    return await till.seen_by_staff(payment.id)


async def test_all_goes_back_the_tip_too(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150, tip=100)
    reply = await till.refund(till.refund_request(paid.id, all=True))
    (refund,) = reply.payment.refunds
    assert (refund.id, refund.state) == (reply.refund_id, _REFUND.REFUND_STATE_PENDING)
    assert (refund.amount, refund.tip_amount) == (euro(1250), euro(100))
    assert reply.payment.state == _STATE.PAYMENT_STATE_REFUNDED
    assert not any(entry.kind == "refunded" for entry in reply.payment.ledger)

    done = await _ends(till, reply.payment, refund.id, SeenRefund.DONE)
    assert done.refunds[0].state == _REFUND.REFUND_STATE_DONE
    assert sum(one.amount.amount for one in done.ledger if one.account == "stripe") == 0


async def test_an_amount_goes_back_of_the_tip_when_nothing_else_is_left(
    till: Till, ana: Seat
) -> None:
    paid = await till.paid(ana, 1150, tip=100)
    first = await till.refund(till.refund_request(paid.id, amount=euro(1000)))
    assert first.payment.state == _STATE.PAYMENT_STATE_PARTIALLY_REFUNDED
    second = await till.refund(till.refund_request(paid.id, amount=euro(200)))
    assert [one.tip_amount.amount for one in second.payment.refunds] == [0, 50]
    refusal = await _refused(till, till.refund_request(paid.id, amount=euro(51)))
    assert (refusal.reason, refusal.metadata) == (
        "REFUND_ABOVE_PAID",
        {"left": "50", "amount": "51"},
    )


async def test_when_nothing_is_left_nothing_goes_back(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    await till.refund(till.refund_request(paid.id, all=True))
    refusal = await _refused(till, till.refund_request(paid.id, all=True))
    assert refusal.reason == "PAYMENT_STATE"
    assert refusal.metadata == {"state": "REFUNDED", "action": "refund"}


async def test_a_line_goes_back_at_what_it_cost_and_is_owed_no_more(
    till: Till, house: House
) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa("dosa", quantity=2), lassi("lassi"))
    paid = await till.paid(seat, 2750)
    one = await till.refund(till.refund_request(paid.id, lines=_lines((order.id, "dosa", 1))))
    (line,) = one.payment.refunds[0].lines
    assert (line.item_name, line.quantity, line.amount) == ("Masala dosa", 1, euro(1150))
    bill = await till.bill(seat.visit_id)
    assert (bill.due_amount.amount, bill.overpaid_amount.amount) == (0, 0)

    both = till.refund_request(paid.id, lines=_lines((order.id, "dosa", 2)))
    refusal = await _refused(till, both)
    assert refusal.reason == "LINE_ALREADY_REFUNDED"
    assert refusal.metadata == {"line_key": "dosa", "left": "1"}
    unknown = await _refused(till, till.refund_request(paid.id, lines=_lines((order.id, "x", 1))))
    assert unknown.metadata == {"line_key": "x", "left": "0"}


async def test_a_line_that_costs_more_than_is_left_of_a_payment_is_refused(
    till: Till, house: House
) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa("dosa"), lassi("lassi"))
    paid = await till.cash(seat.visit_id, 400)
    line = _lines((order.id, "lassi", 1))
    refusal = await _refused(till, till.refund_request(paid.id, lines=line))
    assert refusal.reason == "REFUND_ABOVE_PAID"
    assert refusal.metadata == {"left": "400", "amount": "450"}


async def test_a_line_goes_back_once_whichever_payment_it_is_asked_of(
    till: Till, house: House
) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa("dosa"), lassi("lassi"))
    payments = [await till.paid(seat, 800), await till.cash(seat.visit_id, 800)]
    requests = [
        till.refund_request(payment.id, lines=_lines((order.id, "lassi", 1)))
        for payment in payments * 3
    ]
    results = await asyncio.gather(*map(till.refund, requests), return_exceptions=True)
    assert sum(isinstance(one, pb.RefundPaymentResponse) for one in results) == 1
    bill = await till.bill(seat.visit_id)
    assert bill.paid_amount.amount == 1600 - 450


async def test_a_line_that_the_bank_did_not_take_back_can_go_back_again(
    till: Till, house: House
) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa("dosa"))
    paid = await till.paid(seat, 1150)
    request = till.refund_request(paid.id, lines=_lines((order.id, "dosa", 1)))
    asked = await till.refund(request)
    failed = await _ends(till, asked.payment, asked.refund_id, SeenRefund.FAILED, "lost_card")
    assert failed.state == _STATE.PAYMENT_STATE_PAID
    assert failed.refunds[0].failure_code == "lost_card"
    again = till.refund_request(paid.id, lines=_lines((order.id, "dosa", 1)))
    assert len((await till.refund(again)).payment.refunds) == 2


async def test_of_a_bill_that_was_rounded_down_each_line_goes_back_at_what_was_paid(
    till: Till, house: House
) -> None:
    await house.round_bills(1000)
    seat = await house.sit_down()
    order = await house.order(seat, dosa("dosa"), lassi("lassi", quantity=2))  # 20.50
    paid = await till.paid(seat, 2000)
    lassis = till.refund_request(paid.id, lines=_lines((order.id, "lassi", 2)))
    assert (await till.refund(lassis)).payment.refunds[0].amount == euro(900)
    last = till.refund_request(paid.id, lines=_lines((order.id, "dosa", 1)))
    refund = (await till.refund(last)).payment.refunds[1]
    assert (refund.amount, refund.lines[0].amount) == (euro(1100), euro(1100))
    bill = await till.bill(seat.visit_id)
    assert (bill.due_amount.amount, bill.overpaid_amount.amount) == (0, 0)


async def test_the_same_request_is_the_same_refund(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    request = till.refund_request(paid.id, amount=euro(100))
    request.expected_version = paid.version
    replies = await asyncio.gather(*(till.refund(request) for _ in range(6)))
    assert {reply.refund_id for reply in replies} == {replies[0].refund_id}
    assert [len(reply.payment.refunds) for reply in replies] == [1] * 6
    request.amount.amount = 200
    assert (await _refused(till, request)).reason == "REQUEST_ID_REUSED"


async def test_a_request_gives_back_of_one_payment(till: Till, ana: Seat) -> None:
    first, second = await till.paid(ana, 500), await till.paid(ana, 500)
    request = till.refund_request(first.id, amount=euro(100))
    await till.refund(request)
    request.payment_id = second.id
    assert (await _refused(till, request)).reason == "REQUEST_ID_REUSED"


async def test_what_was_decided_on_an_older_version_is_refused(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    await till.refund(till.refund_request(paid.id, amount=euro(100)))
    request = till.refund_request(paid.id, amount=euro(100))
    request.expected_version = paid.version
    assert (await _refused(till, request)).reason == "VERSION_MISMATCH"


async def test_a_foreign_currency_and_amounts_that_nobody_means_are_refused(
    till: Till, ana: Seat
) -> None:
    paid = await till.paid(ana, 1150)
    dollars = money_pb2.Money(currency="USD", amount=100)
    foreign = await _refused(till, till.refund_request(paid.id, amount=dollars))
    assert foreign.reason == "CURRENCY_MISMATCH"
    for amount in (0, -100):
        refusal = await _refused(till, till.refund_request(paid.id, amount=euro(amount)))
        assert (refusal.reason, refusal.fields) == ("INVALID_FIELDS", ["amount"])


async def test_cash_is_handed_back_at_once(till: Till, ana: Seat) -> None:
    paid = await till.cash(ana.visit_id, 1150)
    reply = await till.refund(till.refund_request(paid.id, amount=euro(150)))
    assert reply.payment.refunds[0].state == _REFUND.REFUND_STATE_DONE
    drawer = sum(one.amount.amount for one in reply.payment.ledger if one.account == "cash_drawer")
    assert drawer == 1000


async def test_what_is_under_way_or_has_failed_gives_nothing_back(till: Till, ana: Seat) -> None:
    begun = await till.begin(ana, 1150)
    refusal = await _refused(till, till.refund_request(begun.id, all=True))
    assert refusal.metadata == {"state": "PENDING", "action": "refund"}


async def test_of_an_order_that_will_not_be_made_the_money_goes_back(
    till: Till, house: House
) -> None:
    seat = await house.sit_down()
    await house.order(seat, lassi())
    gone = await house.order(seat, dosa())
    paid = await till.paid(seat, 1600)
    assert await till.worker.refund_overpaid(house.restaurant_id, seat.visit_id, "x") == []
    await _reject(house, gone.id)
    results = await asyncio.gather(
        *(
            till.worker.refund_overpaid(house.restaurant_id, seat.visit_id, "Will not be made.")
            for _ in range(5)
        )
    )
    made = [one for result in results for one in result]
    settled = await till.seen_by_staff(paid.id)
    assert made == [(paid.id, settled.refunds[0].id)]
    assert [one.amount.amount for one in settled.refunds] == [1150]
    bill = await till.bill(seat.visit_id)
    assert (bill.due_amount.amount, bill.overpaid_amount.amount) == (0, 0)


async def _reject(house: House, order_id: str) -> None:
    request = order_service_pb2.RejectOrderRequest(
        restaurant_id=house.restaurant_id, order_id=order_id, reason="Sold out."
    )
    await house.api.orders.RejectOrder(request, metadata=house.as_("OWNER"))
