"""How a payment moves on with what is done and with what Stripe says: all of it, in one place.

Each takes a payment and facts, and gives the payment as it is then: the same object if there is
nothing new, so that everything may be told twice, late, and in any order. FAILED never becomes
PAID: money that comes afterwards is booked, and goes back.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from server.billing.payments.domain import (
    Failure,
    FailureKind,
    IntentSeen,
    IntentStatus,
    Payment,
    PaymentState,
    Step,
)
from server.billing.payments.errors import PaymentStateForbids
from server.billing.payments.failures import failure
from server.billing.payments.ledger import book_late, book_paid, has_come
from server.billing.payments.records import recorded
from server.billing.payments.refunds import send_back
from server.errors import NameTaken

SYSTEM = "system:"

_STEPS: Mapping[IntentStatus, Step] = {
    IntentStatus.REQUIRES_PAYMENT_METHOD: Step.AWAITING_GUEST,
    IntentStatus.REQUIRES_CONFIRMATION: Step.AWAITING_GUEST,
    IntentStatus.REQUIRES_ACTION: Step.AWAITING_APPROVAL,
    IntentStatus.PROCESSING: Step.PROCESSING,
    IntentStatus.REQUIRES_CAPTURE: Step.PROCESSING,
}
_STEP_EVENTS: Mapping[Step, str] = {
    Step.AWAITING_APPROVAL: "approval_awaited",
    Step.PROCESSING: "processing",
}


def intent_made(payment: Payment, intent_id: str, client_secret: str, now: datetime) -> Payment:
    """Stripe has made its PaymentIntent. The first one stays: no guest sees another."""
    if payment.intent_id:
        return payment
    made = replace(payment, intent_id=intent_id, client_secret=client_secret, intent_over=False)
    if made.state is PaymentState.PENDING:
        made = replace(made, step=Step.AWAITING_GUEST)
    return recorded(made, "prepared", SYSTEM, now)


def no_intent(payment: Payment, now: datetime) -> Payment:
    """Stripe was asked, and has no PaymentIntent of a payment that has failed."""
    if payment.state is not PaymentState.FAILED or payment.intent_id or payment.intent_over:
        return payment
    return recorded(replace(payment, intent_over=True), "", SYSTEM, now)


def intent_lost(payment: Payment, now: datetime) -> Payment:
    """Stripe no longer shows the PaymentIntent of a payment that has failed."""
    if payment.state is not PaymentState.FAILED or payment.intent_over:
        return payment
    return recorded(replace(payment, intent_over=True), "", SYSTEM, now)


def cancel(payment: Payment, actor: str, now: datetime) -> Payment:
    """It is called off. Raises PaymentStateForbids when the money came."""
    if payment.state is PaymentState.PAID:
        raise PaymentStateForbids(payment.shown_state, "cancel")
    return _fail(payment, failure(FailureKind.CANCELLED), "cancelled", actor, now)


def expire(payment: Payment, now: datetime) -> Payment:
    """Nobody paid in time. Harmless if it has ended."""
    return _fail(payment, failure(FailureKind.EXPIRED), "expired", SYSTEM, now)


def refuse(payment: Payment, code: str, text: str, now: datetime) -> Payment:
    """Stripe makes no PaymentIntent of it. Harmless if it has ended."""
    over = replace(payment, intent_over=payment.intent_over or not payment.intent_id)
    refused = _fail(over, failure(FailureKind.REFUSED, code, text), "failed", SYSTEM, now)
    return payment if refused is over else refused


def claim(payment: Payment, user_id: str, now: datetime) -> Payment:
    """Somebody keeps it in the own history; the first one does. Raises NameTaken."""
    if payment.customer_id == user_id:
        return payment
    if payment.customer_id:
        raise NameTaken("payment", payment.id)
    return recorded(replace(payment, customer_id=user_id), "claimed", f"user:{user_id}", now)


def observe(payment: Payment, seen: IntentSeen, now: datetime) -> Payment:
    """What Stripe says of its PaymentIntent; of another one it is of no interest."""
    if seen.payment_id != payment.id or seen.intent_id != (payment.intent_id or seen.intent_id):
        return payment
    if seen.status is IntentStatus.SUCCEEDED:
        return _money_came(payment, seen, now)
    if seen.status is IntentStatus.CANCELED:
        return _intent_ended(payment, seen, now)
    if payment.state is not PaymentState.PENDING:
        return payment
    if seen.failure_kind and seen.status is IntentStatus.REQUIRES_PAYMENT_METHOD:
        return _fail(_told(payment, seen), _failure_of(seen), "failed", SYSTEM, now)
    return _stepped(payment, seen, now)


def _money_came(payment: Payment, seen: IntentSeen, now: datetime) -> Payment:
    if has_come(payment) or (payment.intent_over and not seen.amount_received):
        return payment
    came = replace(_told(payment, seen), intent_over=True)
    if payment.state is PaymentState.PENDING and _is_right(payment, seen):
        paid = replace(came, state=PaymentState.PAID, step=None, paid_time=now)
        return recorded(book_paid(paid, now), "paid", SYSTEM, now)
    late = payment.state is PaymentState.FAILED
    why = failure(FailureKind.TOO_LATE if late else FailureKind.REFUSED)
    unwanted = replace(came, state=PaymentState.FAILED, step=None, failure=why)
    booked = book_late(unwanted, seen.amount_received, seen.currency, now)
    event = "came_too_late" if late else "failed"
    return recorded(send_back(booked, seen, now), event, SYSTEM, now)


def _is_right(payment: Payment, seen: IntentSeen) -> bool:
    return (seen.amount_received, seen.currency) == (payment.total_amount, payment.currency)


def _intent_ended(payment: Payment, seen: IntentSeen, now: datetime) -> Payment:
    if payment.intent_over:
        return payment
    over = replace(_told(payment, seen), intent_over=True)
    if payment.state is PaymentState.PENDING:
        return _fail(over, _failure_of(seen), "failed", SYSTEM, now)
    return recorded(over, "", SYSTEM, now)


def _stepped(payment: Payment, seen: IntentSeen, now: datetime) -> Payment:
    stepped = replace(_told(payment, seen), step=_STEPS[seen.status])
    if stepped == payment:
        return payment
    event = "" if stepped.step is payment.step else _STEP_EVENTS.get(_STEPS[seen.status], "")
    return recorded(stepped, event, SYSTEM, now)


def _fail(payment: Payment, why: Failure, event: str, actor: str, now: datetime) -> Payment:
    if payment.state is not PaymentState.PENDING:
        return payment
    failed = replace(payment, state=PaymentState.FAILED, step=None, failure=why)
    return recorded(failed, event, actor, now)


def _failure_of(seen: IntentSeen) -> Failure:
    kind = seen.failure_kind or FailureKind.CANCELLED
    return failure(kind, seen.failure_code, seen.failure_text)


def _told(payment: Payment, seen: IntentSeen) -> Payment:
    return replace(
        payment,
        intent_id=seen.intent_id,
        method=seen.method or payment.method,
        method_text=seen.method_text or payment.method_text,
    )
