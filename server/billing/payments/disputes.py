"""Disputes: the bank takes the money back, and gives it again if the house is right."""

from dataclasses import replace
from datetime import datetime

from server.billing.payments.domain import Dispute, DisputeSeen, Payment
from server.billing.payments.ledger import book_dispute
from server.billing.payments.records import recorded

#: The bank has the money then. Stripe's words.
_HELD = frozenset({"needs_response", "under_review", "lost"})


def dispute_seen(payment: Payment, seen: DisputeSeen, now: datetime) -> Payment:
    """What Stripe says of a dispute. What was decided stays, whatever older news come later."""
    dispute = Dispute(
        stripe_dispute_id=seen.stripe_dispute_id,
        status=seen.status,
        reason=seen.reason,
        amount=seen.amount,
        create_time=seen.create_time,
    )
    known = {one.stripe_dispute_id: one for one in payment.disputes}
    earlier = known.get(dispute.stripe_dispute_id)
    if dispute == earlier or (earlier and earlier.is_over and not dispute.is_over):
        return payment
    known[dispute.stripe_dispute_id] = dispute
    held = seen.amount if seen.status in _HELD else 0
    changed = replace(payment, disputes=tuple(known.values()))
    event = "" if earlier else "disputed"
    return recorded(book_dispute(changed, dispute, held, now), event, "system:", now)
