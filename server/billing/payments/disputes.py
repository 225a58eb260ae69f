"""Disputes: the bank takes the money back, and gives it again if the house is right."""

from dataclasses import replace
from datetime import datetime

from server.billing.payments.domain import Dispute, DisputeSeen, Payment
from server.billing.payments.ledger import book_dispute
from server.billing.payments.records import recorded

#: Stripe's words for what is decided; nothing comes after them.
_OVER = frozenset({"won", "lost", "warning_closed", "prevented"})
#: The bank has the money then.
_HELD = frozenset({"needs_response", "under_review", "lost"})


def dispute_seen(payment: Payment, seen: DisputeSeen, now: datetime) -> Payment:
    """What Stripe says of a dispute. What was decided stays, whatever older news come later."""
    dispute = Dispute(
        stripe_dispute_id=seen.stripe_dispute_id,
        status=seen.status,
        reason=seen.reason,
        amount=seen.amount,
    )
    if dispute == payment.dispute or _is_older(payment.dispute, dispute):
        return payment
    held = seen.amount if seen.status in _HELD else 0
    booked = book_dispute(replace(payment, dispute=dispute), dispute, held, now)
    event = "disputed" if payment.dispute is None else ""
    return recorded(booked, event, "system:", now)


def _is_older(known: Dispute | None, seen: Dispute) -> bool:
    if known is None or known.stripe_dispute_id != seen.stripe_dispute_id:
        return False
    return known.status in _OVER and seen.status not in _OVER
