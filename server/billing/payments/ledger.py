"""Where the money went: each movement as entries that sum to 0.

Into where it is (stripe, cash_drawer) and out of what it is for (bill, tips). Giving back is the
reverse, booked when it is done and not when it is asked for. What a bank holds during a dispute
has left stripe for disputes.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from server.billing.payments.domain import Dispute, LedgerEntry, Payment, Refund

STRIPE, CASH_DRAWER = "stripe", "cash_drawer"
BILL, TIPS, DISPUTES = "bill", "tips", "disputes"
_UNWANTED = "came_too_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwanted:
    """Money that came and is not kept, in minor units of its currency."""

    bill: int
    tips: int
    currency: str


def book_paid(payment: Payment, now: datetime) -> Payment:
    """The money is the restaurant's."""
    parts = {BILL: -payment.amount, TIPS: -payment.tip_amount}
    return _booked(payment, "paid", "", payment.currency, parts, now)


def book_late(payment: Payment, amount: int, currency: str, now: datetime) -> Payment:
    """Money that the payment does not want, and that goes back."""
    tip = tip_of(payment, amount)
    parts = {BILL: tip - amount, TIPS: -tip}
    return _booked(payment, _UNWANTED, "", currency, parts, now)


def book_refunded(payment: Payment, refund: Refund, now: datetime) -> Payment:
    """It is the guest's again."""
    parts = {BILL: refund.bill_amount, TIPS: refund.tip_amount}
    return _booked(payment, "refunded", refund.id, refund.currency, parts, now)


def book_refund_failed(payment: Payment, refund: Refund, now: datetime) -> Payment:
    """It had gone back, and came again: the bank did not take it."""
    parts = {BILL: -refund.bill_amount, TIPS: -refund.tip_amount}
    return _booked(payment, "refund_failed", refund.id, refund.currency, parts, now)


def book_dispute(payment: Payment, dispute: Dispute, held: int, now: datetime) -> Payment:
    """The bank holds so much of it from now on; harmless if it does already."""
    more = held - held_by(payment, dispute.stripe_dispute_id)
    kind = "disputed" if more > 0 else "dispute_won"
    subject = dispute.stripe_dispute_id
    return _booked(payment, kind, subject, payment.currency, {DISPUTES: more}, now)


def tip_of(payment: Payment, amount: int) -> int:
    """How much of money that came is tip: what is above the amount for the bill."""
    return min(payment.tip_amount, max(0, amount - payment.amount))


def balance(entries: Iterable[LedgerEntry], account: str) -> int:
    """What is in the account."""
    return sum(entry.amount for entry in entries if entry.account == account)


def held_by(payment: Payment, dispute_id: str) -> int:
    """What the bank holds for that dispute."""
    entries = (entry for entry in payment.ledger if entry.subject_id == dispute_id)
    return balance(entries, DISPUTES)


def held(payment: Payment) -> int:
    """What banks hold of it."""
    return balance(payment.ledger, DISPUTES)


def unwanted(payment: Payment) -> Unwanted:
    """What came of it and is not kept; what of that went back is not taken off."""
    entries = [entry for entry in payment.ledger if entry.kind == _UNWANTED]
    return Unwanted(
        bill=-balance(entries, BILL),
        tips=-balance(entries, TIPS),
        currency=entries[0].currency if entries else payment.currency,
    )


def has_come(payment: Payment) -> bool:
    """Whether its money was booked, wanted or not."""
    return any(not entry.subject_id for entry in payment.ledger)


def _booked(
    payment: Payment, kind: str, subject: str, currency: str, parts: dict[str, int], now: datetime
) -> Payment:
    where = STRIPE if payment.is_online else CASH_DRAWER
    sides = {where: -sum(parts.values())} | parts
    entries = tuple(
        LedgerEntry(
            time=now,
            account=account,
            amount=amount,
            currency=currency,
            kind=kind,
            subject_id=subject,
        )
        for account, amount in sides.items()
        if amount
    )
    return replace(payment, ledger=(*payment.ledger, *entries))
