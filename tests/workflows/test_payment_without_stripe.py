"""Stripe is away, or refuses to show what it has: no table waits for it, and no money is kept."""

from server.billing.payments.domain import FailureKind, Payment, PaymentState, RefundState
from server.billing.payments.repository import COLLECTION
from tests.workflows.test_payment_life import (
    failure_of,
    intent_status,
    is_refunded,
    paid_payment,
    refunded_at_stripe,
)
from tests.workflows.tills import DUE, EXPIRE_SECONDS, Till
from workflows.names import payment_workflow_id

_DAY = 24 * 3600


async def test_a_payment_expires_on_time_while_stripe_is_away(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await is_away(till)
    await till.wait(EXPIRE_SECONDS + 60)
    expired = await till.until(payment, has_failed)
    assert failure_of(expired) is FailureKind.EXPIRED
    assert expired.open
    await till.stripe.mend()
    await till.wait(3600)
    assert not (await till.ended(payment)).open
    assert await intent_status(till, payment) == "canceled"


async def test_a_payment_that_stripe_never_heard_of_expires_too(till: Till) -> None:
    await is_away(till)
    payment = await till.pay(await till.order())
    await till.wait(EXPIRE_SECONDS + 60)
    expired = await till.until(payment, has_failed)
    assert failure_of(expired) is FailureKind.EXPIRED
    await till.stripe.mend()
    await till.wait(3600)
    assert not (await till.ended(payment)).open


async def test_money_that_came_while_stripe_was_away_until_too_late_goes_back(till: Till) -> None:
    payment = await till.ready_to_pay(await till.order())
    await till.stripe.confirm(payment.intent_id)
    await is_away(till)
    await till.wait(EXPIRE_SECONDS + 60)
    await till.until(payment, has_failed)
    await till.stripe.mend()
    await till.wait(3600)
    late = await till.until(payment, is_refunded)
    assert failure_of(late) is FailureKind.TOO_LATE
    assert await refunded_at_stripe(till, payment) == DUE


async def test_a_payment_that_stripe_does_not_show_expires_and_is_given_up_in_the_end(
    till: Till,
) -> None:
    payment = await till.ready_to_pay(await till.order())
    await now_named(till, payment, "pi_gone")
    await till.wait(EXPIRE_SECONDS + 60)
    assert failure_of(await till.until(payment, has_failed)) is FailureKind.EXPIRED
    await till.wait(3 * _DAY + 3600)
    assert not (await till.ended(payment)).open
    looks = await events_of(till, payment_workflow_id(payment.id))
    assert looks < 1000


async def test_disputes_that_stripe_does_not_show_keep_nobody_waiting(till: Till) -> None:
    payment = await paid_payment(till, await till.ready_to_pay(await till.order()))
    await now_named(till, payment, "pi_gone")
    await till.tell(payment, "charge.dispute.created")
    assert (await till.ended(payment)).dispute is None


async def test_a_refund_that_stripe_does_not_show_fails_after_a_month(till: Till) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=None)
    order = await till.order()
    await till.orders.do("accept", order)
    payment = await paid_payment(till, await till.ready_to_pay(order))
    refund_id = await till.give_back(payment, DUE)
    await till.until(payment, lambda it: bool(it.refunds[0].stripe_refund_id))
    await changed(till, payment, {"refunds.0.stripe_refund_id": "re_gone"})
    await till.wait(20 * _DAY)
    assert (await till.get(payment)).refunds[0].state is RefundState.PENDING
    await till.wait(11 * _DAY)
    await till.until_over(refund_id)
    failed = (await till.get(payment)).refunds[0]
    assert (failed.state, failed.failure_code) == (RefundState.FAILED, "resource_missing")


async def is_away(till: Till) -> None:
    await till.stripe.fault("error_503", "* /v1/*", count=None)


async def now_named(till: Till, payment: Payment, intent_id: str) -> None:
    """The PaymentIntent is not to be found any more."""
    await changed(till, payment, {"intent_id": intent_id})


async def changed(till: Till, payment: Payment, fields: dict[str, str]) -> None:
    payments = till.orders.database[COLLECTION]
    change = {"$set": fields, "$inc": {"version": 1}}
    result = await payments.update_one({"_id": payment.id}, change)
    assert result.modified_count == 1


async def events_of(till: Till, workflow_id: str) -> int:
    history = await till.client.get_workflow_handle(workflow_id).fetch_history()
    return len(history.events)


def has_failed(payment: Payment) -> bool:
    return payment.state is PaymentState.FAILED
