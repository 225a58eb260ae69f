"""A payment is called off, and money that comes all the same goes back."""

from here2order.billing.v1 import payment_pb2
from here2order.billing.v1 import payment_service_pb2 as pb

from server.billing.payments.domain import IntentSeen, IntentStatus, RefundSeen, SeenRefund
from tests.support.api import bearer
from tests.support.house import House, Seat
from tests.support.refusals import refused
from tests.support.till import Till, intent_of

_STATE = payment_pb2.PaymentState
_FAILURE = payment_pb2.FailureKind


async def _cancel(house: House, seat: Seat, payment_id: str) -> payment_pb2.Payment:
    request = pb.CancelPaymentRequest(payment_id=payment_id)
    reply = await house.api.payments.CancelPayment(request, metadata=bearer(seat.token))
    return reply.payment


async def test_a_guest_calls_the_own_payment_off_and_the_bill_is_due_again(
    till: Till, house: House, ana: Seat
) -> None:
    begun = await till.begin(ana, 1150)
    off = await _cancel(house, ana, begun.id)
    assert off.state == _STATE.PAYMENT_STATE_FAILED
    assert off.failure.kind == _FAILURE.FAILURE_KIND_CANCELLED
    assert (await till.bill(ana.visit_id)).due_amount.amount == 1150
    assert await _cancel(house, ana, begun.id) == off


async def test_nobody_calls_off_what_another_guest_has_begun(
    till: Till, house: House, ana: Seat
) -> None:
    begun = await till.begin(ana, 1150)
    ben = await house.sit_down(name="Ben")
    call = house.api.payments.CancelPayment(
        pb.CancelPaymentRequest(payment_id=begun.id), metadata=bearer(ben.token)
    )
    assert (await refused(call)).reason == "CALLER_NOT_ALLOWED"


async def test_staff_may(till: Till, house: House, ana: Seat) -> None:
    begun = await till.begin(ana, 1150)
    request = pb.CancelPaymentRequest(restaurant_id=house.restaurant_id, payment_id=begun.id)
    reply = await house.api.payments.CancelPayment(request, metadata=house.as_("OWNER"))
    assert reply.payment.state == _STATE.PAYMENT_STATE_FAILED
    assert reply.payment.timeline[-1].actor == f"user:{house.owner_id}"


async def test_what_was_paid_cannot_be_called_off(till: Till, house: House, ana: Seat) -> None:
    paid = await till.paid(ana, 1150)
    call = house.api.payments.CancelPayment(
        pb.CancelPaymentRequest(payment_id=paid.id), metadata=bearer(ana.token)
    )
    refusal = await refused(call)
    assert refusal.reason == "PAYMENT_STATE"
    assert refusal.metadata == {"state": "PAID", "action": "cancel"}


async def test_money_that_comes_too_late_goes_back_and_is_never_the_houses(
    till: Till, house: House, ana: Seat
) -> None:
    begun = await till.prepared(ana, 1150, tip=100)
    await _cancel(house, ana, begun.id)
    await till.observe(begun)
    await till.observe(begun)
    late = await till.seen_by(ana, begun.id)
    assert late.state == _STATE.PAYMENT_STATE_FAILED
    assert late.failure.kind == _FAILURE.FAILURE_KIND_TOO_LATE
    (refund,) = late.refunds
    assert (refund.amount.amount, refund.tip_amount.amount, refund.automatic) == (1250, 100, True)
    bill = await till.bill(ana.visit_id)
    assert (bill.paid_amount.amount, bill.due_amount.amount) == (0, 1150)

    seen = RefundSeen(
        stripe_refund_id="re_1", refund_id=refund.id, status=SeenRefund.DONE, amount=1250
    )
    await till.worker.refund_seen(late.restaurant_id, late.id, refund.id, seen)
    settled = await till.seen_by_staff(late.id)
    assert settled.refunds[0].state == payment_pb2.RefundState.REFUND_STATE_DONE
    assert sum(entry.amount.amount for entry in settled.ledger) == 0
    assert sum(one.amount.amount for one in settled.ledger if one.account == "stripe") == 0


async def test_called_off_while_stripe_was_being_asked(till: Till, house: House, ana: Seat) -> None:
    begun = await till.prepared(ana, 1150)
    as_it_was = await till.worker.get(begun.restaurant_id, begun.id)
    await _cancel(house, ana, begun.id)
    came = IntentSeen(
        status=IntentStatus.SUCCEEDED,
        intent_id=intent_of(begun.id),
        payment_id=begun.id,
        amount=1150,
        amount_received=1150,
        currency="EUR",
    )
    late = await till.worker.observe(as_it_was, came)
    assert (late.state.value, len(late.refunds)) == ("FAILED", 1)
