"""What there is to tell of a payment."""

from server.billing.payments.domain import FailureKind, PaymentState
from server.billing.payments.failures import failure
from server.notifications.messages.occasions import Occasion, of_payment
from tests.unit.billing.evenings import payment


def _failed(kind: FailureKind) -> Occasion | None:
    told = payment(state=PaymentState.FAILED, failure=failure(kind), paid_time=None)
    return of_payment(told, "https://here2order.example")


def test_who_heard_that_nothing_was_taken_hears_that_money_came_late() -> None:
    expired, late = _failed(FailureKind.EXPIRED), _failed(FailureKind.TOO_LATE)
    assert expired
    assert late
    assert (expired.text_key, late.text_key) == ("PAYMENT_FAILED", "PAYMENT_TOO_LATE")
    # A message is made once for each of these.
    assert (expired.kind, expired.subject_id) == (late.kind, late.subject_id)
    assert expired.part_id != late.part_id


def test_who_called_a_payment_off_is_not_told_so() -> None:
    assert _failed(FailureKind.CANCELLED) is None
