"""Money that came when nobody wanted it any more, and that no bank took back by itself."""

import pytest
from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.payments.domain import Payment, RefundSeen, RefundState, SeenRefund
from tests.support.house import Seat, euro
from tests.support.refusals import refused
from tests.support.till import Till

_STATE = payment_pb2.PaymentState


@pytest.fixture
async def stuck(till: Till, ana: Seat) -> Payment:
    """Ana paid when her time was up; the money did not go back."""
    begun = await till.prepared(ana, 1150, tip=100)
    await till.worker.expire(begun.restaurant_id, begun.id)
    late = await till.observe(begun)
    return await _ends(till, late, late.refunds[0].id, SeenRefund.FAILED)


async def _ends(till: Till, payment: Payment, refund_id: str, status: SeenRefund) -> Payment:
    refund = payment.refund(refund_id)
    assert refund is not None
    seen = RefundSeen(
        stripe_refund_id="re_1", refund_id=refund_id, status=status, amount=refund.amount
    )
    return await till.worker.refund_seen(payment.restaurant_id, payment.id, refund_id, seen)


async def test_the_house_gives_it_back_by_hand(till: Till, stuck: Payment) -> None:
    reply = await till.refund(till.refund_request(stuck.id, all=True))
    refund = reply.payment.refunds[-1]
    assert (refund.amount, refund.tip_amount) == (euro(1250), euro(100))
    assert reply.payment.state == _STATE.PAYMENT_STATE_FAILED
    payment = await till.worker.get(stuck.restaurant_id, stuck.id)
    assert payment.open, "somebody follows the refund"
    done = await _ends(till, payment, reply.refund_id, SeenRefund.DONE)
    assert done.refunds[-1].state is RefundState.DONE
    assert sum(one.amount for one in done.ledger if one.account == "stripe") == 0


async def test_never_more_of_it_than_came(till: Till, stuck: Payment) -> None:
    await till.refund(till.refund_request(stuck.id, amount=euro(1000)))
    refusal = await refused(till.refund(till.refund_request(stuck.id, amount=euro(251))))
    assert refusal.reason == "REFUND_ABOVE_PAID"
    assert refusal.metadata == {"left": "250", "amount": "251"}
    await till.refund(till.refund_request(stuck.id, all=True))
    refusal = await refused(till.refund(till.refund_request(stuck.id, all=True)))
    assert refusal.metadata == {"state": "FAILED", "action": "refund"}


async def test_it_has_paid_for_no_dish(till: Till, ana: Seat, stuck: Payment) -> None:
    (one,) = (await till.bill(ana.visit_id)).rounds
    line = pb.RefundLine(order_id=one.order_id, line_key=one.lines[0].line_key, quantity=1)
    request = till.refund_request(stuck.id, lines=pb.RefundLines(lines=[line]))
    assert (await refused(till.refund(request))).reason == "PAYMENT_STATE"


async def test_what_is_still_going_back_by_itself_is_not_given_back_twice(
    till: Till, ana: Seat
) -> None:
    begun = await till.prepared(ana, 1150)
    await till.worker.expire(begun.restaurant_id, begun.id)
    await till.observe(begun)
    refusal = await refused(till.refund(till.refund_request(begun.id, all=True)))
    assert refusal.reason == "PAYMENT_STATE"


async def test_what_stripe_cannot_give_back_yet_is_still_on_its_way(till: Till, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    asked = await till.refund(till.refund_request(paid.id, all=True))
    not_yet = RefundSeen(
        stripe_refund_id="",
        refund_id=asked.refund_id,
        status=SeenRefund.PENDING,
        amount=1150,
        failure_code="balance_insufficient",
        refusals=1,
    )
    told = (paid.restaurant_id, paid.id, asked.refund_id, not_yet)
    put_off = await till.worker.refund_seen(*told)
    assert await till.worker.refund_seen(*told) == put_off
    (refund,) = put_off.refunds
    assert (refund.state, refund.failure_code) == (RefundState.PENDING, "balance_insufficient")
    assert (refund.refusals, put_off.version) == (1, asked.payment.version + 1)
    done = await _ends(till, put_off, refund.id, SeenRefund.DONE)
    assert (done.refunds[0].state, done.refunds[0].failure_code) == (RefundState.DONE, "")
