"""What is the same in every change of a payment."""

from dataclasses import replace
from datetime import datetime

from server.billing.payments.domain import Payment, PaymentEvent


def recorded(payment: Payment, kind: str, actor: str, now: datetime) -> Payment:
    """The changed payment under its next version; the event is noted if it has a kind."""
    event = PaymentEvent(time=now, kind=kind, actor=actor)
    return replace(
        payment,
        version=payment.version + 1,
        update_time=max(now, payment.update_time),
        timeline=(*payment.timeline, event) if kind else payment.timeline,
    )
