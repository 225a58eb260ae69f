"""Giving back: never more than came, and booked when it is done."""

from dataclasses import dataclass, replace
from datetime import datetime

from server.billing.payments.domain import (
    IntentSeen,
    Payment,
    Refund,
    RefundedLine,
    RefundSeen,
    RefundState,
    SeenRefund,
)
from server.billing.payments.errors import RefundAbovePaid
from server.billing.payments.ledger import book_refund_failed, book_refunded, tip_of
from server.billing.payments.left import Left, require_left
from server.billing.payments.records import recorded
from server.ids import derived_id
from server.origin import Origin

SYSTEM = "system:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What is to go back, and why. Amounts in minor units."""

    refund_id: str
    #: Of the amount for the bill.
    bill_amount: int
    tip_amount: int = 0
    #: In words for the guest.
    reason: str
    lines: tuple[RefundedLine, ...] = ()
    #: None if nobody asked for it: the house's own rules make it.
    origin: Origin | None = None


def request_refund(payment: Payment, back: Back, now: datetime) -> Payment:
    """Cash is handed back at once; what came through Stripe is on its way from now on.

    Harmless if it was asked for already. Raises PaymentStateForbids, RefundAbovePaid.
    """
    if payment.refund(back.refund_id) is not None:
        return payment
    left, amount = require_left(payment), back.bill_amount + back.tip_amount
    if back.bill_amount > left.bill or back.tip_amount > left.tips or amount > left.total:
        raise RefundAbovePaid(left.total, amount)
    refund = _refund(left, back, now)
    actor = back.origin.caller if back.origin else SYSTEM
    asked = replace(payment, refunds=(*payment.refunds, refund))
    requested = recorded(asked, "refund_requested", actor, now)
    if payment.is_online:
        return requested
    # Part of the same change: there is no moment in which cash is on its way.
    return replace(_ended(requested, refund, RefundState.DONE, now), version=requested.version)


def send_back(payment: Payment, seen: IntentSeen, now: datetime) -> Payment:
    """Money that the payment does not want goes back at once, as it came."""
    if not seen.amount_received:
        return payment
    refund = Refund(
        id=derived_id("rfd", payment.id, "unwanted"),
        state=RefundState.PENDING,
        currency=seen.currency,
        amount=seen.amount_received,
        tip_amount=tip_of(payment, seen.amount_received),
        reason="The payment was not taken, and what came of it goes back.",
        automatic=True,
        create_time=now,
    )
    return replace(payment, refunds=(*payment.refunds, refund))


def refund_seen(payment: Payment, refund_id: str, seen: RefundSeen, now: datetime) -> Payment:
    """What Stripe says of a refund. It only goes on: PENDING, DONE, and FAILED even after DONE."""
    refund = payment.refund(refund_id)
    if refund is None or (seen.refund_id, seen.amount) != (refund.id, refund.amount):
        return payment
    named = replace(refund, stripe_refund_id=seen.stripe_refund_id or refund.stripe_refund_id)
    if seen.status is SeenRefund.DONE and refund.state is RefundState.PENDING:
        return _ended(payment, replace(named, failure_code=""), RefundState.DONE, now)
    if seen.status is SeenRefund.FAILED and refund.state is not RefundState.FAILED:
        failed = replace(named, failure_code=seen.failure_code)
        return _ended(payment, failed, RefundState.FAILED, now)
    if seen.refusals > refund.refusals and refund.state is RefundState.PENDING:
        code = seen.failure_code
        named = replace(named, failure_code=code, refusals=seen.refusals, refuse_time=now)
    if named == refund:
        return payment
    return recorded(with_refund(payment, named), "", SYSTEM, now)


def with_refund(payment: Payment, refund: Refund) -> Payment:
    """The payment with the refund in the place of the one of its id."""
    refunds = tuple(refund if one.id == refund.id else one for one in payment.refunds)
    return replace(payment, refunds=refunds)


def _refund(left: Left, back: Back, now: datetime) -> Refund:
    return Refund(
        id=back.refund_id,
        state=RefundState.PENDING,
        currency=left.currency,
        amount=back.bill_amount + back.tip_amount,
        tip_amount=back.tip_amount,
        reason=back.reason,
        lines=back.lines,
        automatic=back.origin is None,
        create_time=now,
        origin=back.origin,
    )


def _ended(payment: Payment, refund: Refund, state: RefundState, now: datetime) -> Payment:
    changed = with_refund(payment, replace(refund, state=state, end_time=now))
    if state is RefundState.DONE:
        changed = book_refunded(changed, refund, now)
    elif refund.state is RefundState.DONE:
        changed = book_refund_failed(changed, refund, now)
    return recorded(changed, f"refund_{state.lower()}", SYSTEM, now)
