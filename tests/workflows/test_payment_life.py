"""The life of a payment: what payers, banks and time do to it, and what becomes of the money."""

import pytest

from server.billing.payments.domain import (
    FailureKind,
    Method,
    Payment,
    PaymentState,
    RefundState,
    Step,
)
from tests.workflows.tills import DUE, EXPIRE_SECONDS, Till


async def test_a_payment_that_is_made_is_paid_and_says_how(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order(), tip=100)
    assert payment.step is Step.AWAITING_GUEST
    await till.stripe.confirm(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    paid = await till.ended(payment)
    assert (paid.state, paid.method, paid.method_text) == (
        PaymentState.PAID,
        Method.CARD,
        "Visa •••• 4242",
    )
    assert sum(entry.amount for entry in paid.ledger) == 0
    assert not paid.open


async def test_a_payment_that_nobody_tells_of_is_found_by_looking(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id)
    await till.wait(11)
    assert (await till.until(payment, is_paid)).paid_time


async def test_a_upi_payment_waits_for_its_approval(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id, method="upi", outcome="requires_action")
    await till.tell(payment, "payment_intent.requires_action")
    await till.until(payment, lambda it: it.step is Step.AWAITING_APPROVAL)
    await till.wait(240)
    await till.stripe.approve(payment.intent_id)
    await till.stripe.settle(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    paid = await till.ended(payment)
    assert (paid.state, paid.method) == (PaymentState.PAID, Method.UPI)


async def test_a_payment_that_nobody_makes_expires_and_is_taken_back(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.wait(EXPIRE_SECONDS + 1)
    expired = await till.ended(payment)
    assert failure_of(expired) is FailureKind.EXPIRED
    assert await intent_status(till, payment) == "canceled"
    assert not expired.open


async def test_money_that_came_unheard_just_before_the_end_counts(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.wait(EXPIRE_SECONDS - 20)
    await till.stripe.confirm(payment.intent_id)
    await till.wait(21)
    assert (await till.ended(payment)).state is PaymentState.PAID


async def test_a_payment_that_is_called_off_is_taken_back(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.call_off(payment)
    ended = await till.ended(payment)
    assert failure_of(ended) is FailureKind.CANCELLED
    assert await intent_status(till, payment) == "canceled"


async def test_money_that_comes_after_a_payment_was_called_off_goes_back(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id, method="upi", outcome="processing")
    await till.call_off(payment)
    await till.wait(90)
    assert (await till.get(payment)).open
    await till.stripe.settle(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    late = await till.ended(payment)
    assert failure_of(late) is FailureKind.TOO_LATE
    refunded = await till.until(payment, is_refunded)
    assert await refunded_at_stripe(till, payment) == refunded.total_amount
    assert sum(entry.amount for entry in refunded.ledger) == 0


async def test_a_declined_card_ends_the_attempt_and_its_intent(till: Till) -> None:
    order = await till.order()
    payment = await till.ready_to_pay(order)
    await till.stripe.confirm(payment.intent_id, outcome="declined")
    await till.tell(payment, "payment_intent.payment_failed")
    declined = await till.ended(payment)
    assert failure_of(declined) is FailureKind.DECLINED
    assert await intent_status(till, payment) == "canceled"
    second = await till.ready_to_pay(order)
    await till.stripe.confirm(second.intent_id)
    await till.tell(second, "payment_intent.succeeded")
    assert (await till.ended(second)).state is PaymentState.PAID


async def test_an_amount_that_stripe_refuses_fails_with_its_reason(till: Till) -> None:
    payment = await till.pay(await till.order(), amount=1)
    refused = await till.until(payment, lambda it: it.state is PaymentState.FAILED)
    assert failure_of(refused) is FailureKind.REFUSED
    assert refused.failure is not None
    assert refused.failure.code == "amount_too_small"
    assert not (await till.ended(payment)).open


@pytest.mark.parametrize("action", ["reject", "cancel"])
async def test_what_was_paid_for_an_order_that_is_not_made_goes_back(
    till: Till, action: str
) -> None:
    order = await till.order()
    paid = await paid_payment(till, order_payment := await till.ready_to_pay(order, tip=50))
    assert paid.state is PaymentState.PAID
    await till.orders.do(action, order)
    refunded = await till.until(order_payment, is_refunded)
    assert refunded.shown_state is PaymentState.REFUNDED
    assert await refunded_at_stripe(till, paid) == DUE + 50


async def test_what_was_paid_for_an_order_that_expires_goes_back(till: Till) -> None:
    order = await till.order()
    payment = await paid_payment(till, await till.ready_to_pay(order))
    await till.wait(order.expire_after_seconds + 5)
    await till.until(payment, is_refunded)
    assert await refunded_at_stripe(till, payment) == DUE


async def test_an_order_cancelled_while_it_is_being_paid_for_is_not_kept(till: Till) -> None:
    order = await till.order()
    payment = await till.ready_to_pay(order)
    await till.orders.do("cancel", order)
    await till.stripe.confirm(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    await till.until(payment, is_refunded)
    assert await refunded_at_stripe(till, payment) == DUE


async def test_a_refund_that_a_bank_takes_days_for_is_followed(till: Till) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=None)
    order = await till.order()
    await till.orders.do("accept", order)
    payment = await paid_payment(till, await till.ready_to_pay(order))
    refund_id = await till.give_back(payment, 30_000)
    going = await till.until(payment, lambda it: bool(it.refunds[0].stripe_refund_id))
    assert going.refunds[0].state is RefundState.PENDING
    await till.wait(2 * 24 * 3600)
    await till.stripe.finish_refund(going.refunds[0].stripe_refund_id)
    await till.wait(7 * 3600)
    await till.until_over(refund_id)
    done = await till.get(payment)
    assert done.refunds[0].state is RefundState.DONE
    assert done.shown_state is PaymentState.PARTIALLY_REFUNDED


async def test_a_refund_that_the_bank_does_not_take_fails_with_its_reason(till: Till) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=None)
    payment = await paid_payment(till, await till.ready_to_pay(await till.order()))
    refund_id = await till.give_back(payment, DUE)
    going = await till.until(payment, lambda it: bool(it.refunds[0].stripe_refund_id))
    await till.stripe.finish_refund(going.refunds[0].stripe_refund_id, "lost_or_stolen_card")
    await till.wait(40)
    await till.until_over(refund_id)
    failed = await till.get(payment)
    assert failed.refunds[0].state is RefundState.FAILED
    assert failed.refunds[0].failure_code == "lost_or_stolen_card"
    assert failed.shown_state is PaymentState.PAID


async def test_a_refund_that_the_balance_does_not_suffice_for_yet_is_asked_for_again(
    till: Till,
) -> None:
    payment = await paid_payment(till, await till.ready_to_pay(await till.order()))
    await till.stripe.fault("balance_insufficient", "POST /v1/refunds", count=2)
    refund_id = await till.give_back(payment, DUE)
    put_off = await till.until(payment, lambda it: it.refunds[0].refusals == 1)
    assert put_off.refunds[0].state is RefundState.PENDING
    assert put_off.refunds[0].failure_code == "balance_insufficient"
    await till.wait(3 * 24 * 3600)
    await till.until_over(refund_id)
    done = await till.get(payment)
    assert (done.refunds[0].state, done.refunds[0].refusals) == (RefundState.DONE, 2)
    assert await refunded_at_stripe(till, done) == DUE


async def test_a_dispute_is_written_down_when_stripe_tells_of_it(till: Till) -> None:
    payment = await paid_payment(till, await till.ready_to_pay(await till.order()))
    await till.stripe.dispute(payment.intent_id)
    await till.tell(payment, "charge.dispute.created")
    disputed = await till.until(payment, lambda it: it.dispute is not None)
    assert sum(entry.amount for entry in disputed.ledger) == 0


async def test_news_that_come_after_the_end_change_nothing(till: Till) -> None:
    payment = await paid_payment(till, await till.ready_to_pay(await till.order()))
    await till.tell(payment, "payment_intent.succeeded")
    assert (await till.ended(payment)).version == payment.version


async def paid_payment(till: Till, payment: Payment) -> Payment:
    await till.stripe.confirm(payment.intent_id)
    await till.tell(payment, "payment_intent.succeeded")
    return await till.until(payment, is_paid)


async def refunded_at_stripe(till: Till, payment: Payment) -> int:
    values = await till.gateway._stripe.refunds.list_async({"payment_intent": payment.intent_id})
    return sum(one.amount for one in values.data)


async def intent_status(till: Till, payment: Payment) -> str:
    return (await till.gateway.intent(payment.intent_id)).status.value


def is_paid(payment: Payment) -> bool:
    return payment.state is PaymentState.PAID


def is_refunded(payment: Payment) -> bool:
    return bool(payment.refunds) and all(one.state is RefundState.DONE for one in payment.refunds)


def failure_of(payment: Payment) -> FailureKind | None:
    return payment.failure.kind if payment.failure else None
