"""What was paid and what is owed are brought together, however late one of them changes."""

from server.billing.payments.domain import Payment, PaymentState, RefundState
from tests.workflows.test_payment_life import is_refunded, paid_payment, refunded_at_stripe
from tests.workflows.tills import DUE, Till
from workflows.names import order_workflow_id
from workflows.order.workflow import LONGEST_SERVICE


async def test_an_order_that_is_cancelled_when_nobody_follows_it_any_more_is_paid_back(
    till: Till,
) -> None:
    order = await till.order()
    await till.orders.do("accept", order)
    payment = await paid_payment(till, await till.ready_to_pay(order))
    await till.wait(LONGEST_SERVICE.total_seconds() + 3600)
    await till.until_over(order_workflow_id(order.id))
    await till.orders.do("cancel", order)
    await till.until(payment, is_refunded)
    assert await refunded_at_stripe(till, payment) == DUE


async def test_an_order_that_ends_when_its_workflow_is_lost_is_paid_back(till: Till) -> None:
    order = await till.order()
    payment = await paid_payment(till, await till.ready_to_pay(order))
    await till.client.get_workflow_handle(order_workflow_id(order.id)).terminate("lost")
    await till.orders.do("cancel", order)
    await till.until(payment, is_refunded)


async def test_a_refund_that_fails_when_the_amount_was_paid_anew_leaves_nobody_overcharged(
    till: Till,
) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=None)
    order = await till.order()
    await till.orders.do("accept", order)
    first = await paid_payment(till, await till.ready_to_pay(order))
    await till.give_back(first, DUE)
    going = await till.until(first, lambda it: bool(it.refunds[0].stripe_refund_id))
    second = await paid_payment(till, await till.ready_to_pay(order))
    await till.stripe.finish_refund(going.refunds[0].stripe_refund_id, "lost_or_stolen_card")
    await till.wait(60)
    await till.until(first, lambda it: it.refunds[0].state is RefundState.FAILED)
    back = await till.until(second, lambda it: bool(it.refunds))
    assert back.shown_state is PaymentState.REFUNDED
    assert (await till.get(first)).shown_state is PaymentState.PAID


async def test_what_somebody_gives_back_at_stripe_itself_counts(till: Till) -> None:
    payment = await taken(till)
    await till.give_back_at_stripe(payment, 30_000)
    await till.tell(payment, "refund.created")
    back = await till.until(payment, is_refunded)
    assert back.shown_state is PaymentState.PARTIALLY_REFUNDED
    assert back.amount_left == DUE - 30_000
    assert sum(entry.amount for entry in back.ledger) == 0
    await till.until_over(back.refunds[0].id)
    await till.tell(payment, "charge.refund.updated")
    assert (await till.ended(payment)).refunds == back.refunds


async def test_what_is_given_back_at_stripe_and_fails_counts_no_more(till: Till) -> None:
    await till.stripe.settings(refunds="pending", refund_settles_seconds=None)
    payment = await taken(till)
    await till.give_back_at_stripe(payment, DUE)
    await till.tell(payment, "refund.created")
    going = await till.until(payment, lambda it: bool(it.refunds))
    assert going.shown_state is PaymentState.REFUNDED
    await till.stripe.finish_refund(going.refunds[0].stripe_refund_id, "declined")
    await till.tell(payment, "refund.failed")
    failed = await till.until(payment, lambda it: it.refunds[0].state is RefundState.FAILED)
    assert failed.shown_state is PaymentState.PAID


async def taken(till: Till) -> Payment:
    """A payment for an order that is being made, and its workflow has ended."""
    order = await till.order()
    await till.orders.do("accept", order)
    payment = await paid_payment(till, await till.ready_to_pay(order))
    return await till.ended(payment)
