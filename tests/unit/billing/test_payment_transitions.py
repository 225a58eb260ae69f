"""What Stripe says becomes state in one place: once, whenever it comes, and FAILED is the end."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from server.billing.payments import transitions
from server.billing.payments.disputes import dispute_seen
from server.billing.payments.domain import (
    DisputeSeen,
    FailureKind,
    IntentSeen,
    IntentStatus,
    Method,
    Payment,
    PaymentState,
    Step,
)
from server.billing.payments.errors import PaymentStateForbids
from server.billing.payments.ledger import BILL, DISPUTES, STRIPE, TIPS, balance
from server.errors import NameTaken
from tests.unit.billing.evenings import payment
from tests.unit.ordering.builders import NOW, later

_S = IntentStatus
_GIVE_UP: dict[str, Callable[[Payment, datetime], Payment]] = {
    "cancelled": lambda it, now: transitions.cancel(it, "guest:gst_1", now),
    "expired": transitions.expire,
    "declined": lambda it, now: transitions.observe(
        it, _seen(_S.REQUIRES_PAYMENT_METHOD, failure_kind=FailureKind.DECLINED), now
    ),
}


def _begun(**other: Any) -> Payment:
    usual: dict[str, Any] = {
        "state": PaymentState.PENDING,
        "step": Step.PREPARING,
        "method": Method.ONLINE,
        "amount": 1000,
        "tip_amount": 100,
        "paid_time": None,
    }
    return payment(**(usual | other))


def _prepared() -> Payment:
    return transitions.intent_made(_begun(), "pi_1", "secret", NOW)


def _seen(status: IntentStatus, **other: Any) -> IntentSeen:
    usual: dict[str, Any] = {
        "intent_id": "pi_1",
        "payment_id": _begun().id,
        "amount": 1100,
        "amount_received": 1100 if status is _S.SUCCEEDED else 0,
        "currency": "EUR",
    }
    return IntentSeen(status=status, **(usual | other))


def test_a_payment_goes_on_step_by_step_and_is_paid() -> None:
    it = _prepared()
    steps = [it.step]
    for status in (_S.REQUIRES_ACTION, _S.PROCESSING, _S.SUCCEEDED):
        it = transitions.observe(it, _seen(status, method=Method.UPI), later(5))
        steps.append(it.step)
    assert steps == [Step.AWAITING_GUEST, Step.AWAITING_APPROVAL, Step.PROCESSING, None]
    assert (it.state, it.paid_time, it.method) == (PaymentState.PAID, later(5), Method.UPI)
    assert [balance(it.ledger, one) for one in (STRIPE, BILL, TIPS)] == [1100, -1000, -100]
    kinds = [event.kind for event in it.timeline]
    assert kinds == ["prepared", "approval_awaited", "processing", "paid"]
    assert not it.open


@pytest.mark.parametrize("status", list(_S))
def test_told_twice_nothing_changes(status: IntentStatus) -> None:
    once = transitions.observe(_prepared(), _seen(status), later(1))
    assert transitions.observe(once, _seen(status), later(2)) is once


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_received": 1099},
        {"amount_received": 1101},
        {"currency": "USD"},
    ],
    ids=["less", "more", "another currency"],
)
def test_the_wrong_money_is_not_kept(wrong: dict[str, Any]) -> None:
    seen = _seen(_S.SUCCEEDED, **wrong)
    it = transitions.observe(_prepared(), seen, later(1))
    assert it.state is PaymentState.FAILED
    assert it.failure
    assert it.failure.kind is FailureKind.REFUSED
    (refund,) = it.refunds
    assert (refund.amount, refund.currency) == (seen.amount_received, seen.currency)
    assert refund.automatic
    assert it.open


@pytest.mark.parametrize("how", _GIVE_UP)
def test_money_that_comes_after_the_end_is_booked_and_goes_back(how: str) -> None:
    ended = _GIVE_UP[how](_prepared(), later(1))
    assert ended.state is PaymentState.FAILED
    assert ended.open, "the intent may still bring money"
    late = transitions.observe(ended, _seen(_S.SUCCEEDED), later(2))
    assert late.state is PaymentState.FAILED
    assert late.failure
    assert late.failure.kind is FailureKind.TOO_LATE
    assert [(one.amount, one.tip_amount) for one in late.refunds] == [(1100, 100)]
    assert balance(late.ledger, STRIPE) == 1100
    assert transitions.observe(late, _seen(_S.SUCCEEDED), later(3)) is late


def test_an_intent_that_is_cancelled_ends_it() -> None:
    ended = transitions.observe(_prepared(), _seen(_S.CANCELED), later(1))
    assert ended.failure
    assert ended.failure.kind is FailureKind.CANCELLED
    assert not ended.open
    expired = transitions.expire(_prepared(), later(1))
    over = transitions.observe(expired, _seen(_S.CANCELED), later(2))
    assert over.failure == expired.failure
    assert not over.open


def test_another_payments_intent_is_of_no_interest() -> None:
    it = _prepared()
    for wrong in ({"payment_id": "pay_other"}, {"intent_id": "pi_other"}):
        assert transitions.observe(it, _seen(_S.SUCCEEDED, **wrong), later(1)) is it


def test_an_intent_that_was_found_and_not_yet_noted_is_the_payments() -> None:
    paid = transitions.observe(_begun(), _seen(_S.SUCCEEDED), later(1))
    assert (paid.state, paid.intent_id) == (PaymentState.PAID, "pi_1")


def test_the_first_intent_stays() -> None:
    it = _prepared()
    assert transitions.intent_made(it, "pi_2", "other", later(1)) is it


def test_an_intent_that_was_made_of_a_failed_payment_is_followed() -> None:
    over = transitions.no_intent(transitions.expire(_begun(), later(1)), later(2))
    assert not over.open
    made = transitions.intent_made(over, "pi_1", "secret", later(3))
    assert made.open
    assert made.step is None


def test_what_stripe_refuses_has_no_intent_to_follow() -> None:
    refused = transitions.refuse(_begun(), "account_invalid", "", later(1))
    assert refused.failure
    assert (refused.failure.kind, refused.failure.code) == (FailureKind.REFUSED, "account_invalid")
    assert refused.failure.text
    assert not refused.open


def test_what_is_paid_neither_fails_nor_is_called_off() -> None:
    paid = transitions.observe(_prepared(), _seen(_S.SUCCEEDED), later(1))
    with pytest.raises(PaymentStateForbids):
        transitions.cancel(paid, "guest:gst_1", later(2))
    assert transitions.expire(paid, later(2)) is paid
    assert transitions.refuse(paid, "x", "", later(2)) is paid
    assert transitions.observe(paid, _seen(_S.CANCELED), later(2)) is paid


def test_the_first_who_claims_it_keeps_it() -> None:
    kept = transitions.claim(payment(), "user_1", later(1))
    assert transitions.claim(kept, "user_1", later(2)) is kept
    with pytest.raises(NameTaken):
        transitions.claim(kept, "user_2", later(2))


def test_a_bank_takes_the_money_and_gives_it_again_if_the_house_is_right() -> None:
    paid = transitions.observe(_prepared(), _seen(_S.SUCCEEDED), later(1))
    taken = dispute_seen(paid, _dispute("needs_response"), later(2))
    assert [balance(taken.ledger, one) for one in (STRIPE, DISPUTES)] == [0, 1100]
    assert dispute_seen(taken, _dispute("needs_response"), later(3)) is taken
    won = dispute_seen(taken, _dispute("won"), later(4))
    assert [balance(won.ledger, one) for one in (STRIPE, DISPUTES)] == [1100, 0]
    assert dispute_seen(won, _dispute("under_review"), later(5)) is won
    warned = dispute_seen(paid, _dispute("warning_needs_response"), later(2))
    assert balance(warned.ledger, DISPUTES) == 0


def _dispute(status: str) -> DisputeSeen:
    return DisputeSeen(
        stripe_dispute_id="dp_1", status=status, reason="fraudulent", amount=1100, currency="EUR"
    )
