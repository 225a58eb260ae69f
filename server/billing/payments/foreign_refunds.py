"""Refunds that somebody made at Stripe itself: they become ours, and are followed like ours."""

from dataclasses import replace
from datetime import datetime

from server.billing.payments.domain import Payment, Refund, RefundSeen, RefundState, SeenRefund
from server.billing.payments.left import left_of
from server.billing.payments.records import recorded
from server.billing.payments.refunds import refund_seen
from server.ids import derived_id

_SYSTEM = "system:"
#: In words for the guest.
_REASON = "The restaurant gave it back at Stripe."


def foreign_refund_seen(seen: RefundSeen, payment: Payment, now: datetime) -> Payment:
    """What Stripe says of a refund that we did not ask for.

    One that is new is on its way from now on, though it be done: who follows it tells the guest.
    """
    refund_id = derived_id("rfd", payment.id, seen.stripe_refund_id)
    if payment.refund(refund_id) is not None:
        return refund_seen(payment, refund_id, as_ours(seen, refund_id), now)
    left = left_of(payment)
    # More than is left is there while a refund of ours is on its way that Stripe will refuse: it is
    # taken in when that has failed.
    if seen.status is SeenRefund.FAILED or not 0 < seen.amount <= left.total:
        return payment
    bill = min(seen.amount, left.bill)
    refund = Refund(
        id=refund_id,
        state=RefundState.PENDING,
        currency=left.currency,
        amount=seen.amount,
        tip_amount=seen.amount - bill,
        reason=_REASON,
        stripe_refund_id=seen.stripe_refund_id,
        create_time=max(now, payment.update_time),
    )
    taken_in = replace(payment, refunds=(*payment.refunds, refund))
    return recorded(taken_in, "refund_requested", _SYSTEM, now)


def as_ours(seen: RefundSeen, refund_id: str) -> RefundSeen:
    """Under our id, if it has none of ours."""
    return seen if seen.refund_id else replace(seen, refund_id=refund_id)
