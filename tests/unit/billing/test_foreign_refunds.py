"""What somebody gives back at Stripe itself: taken in once, and never more than there is."""

from typing import Any

import pytest

from server.billing.payments.domain import (
    FailureKind,
    IntentSeen,
    IntentStatus,
    Payment,
    PaymentState,
    RefundSeen,
    RefundState,
    SeenRefund,
)
from server.billing.payments.foreign_refunds import foreign_refund_seen
from server.billing.payments.ledger import BILL, STRIPE, TIPS, balance, book_paid
from server.billing.payments.refunds import Back, refund_seen, request_refund
from server.billing.payments.transitions import expire, observe
from tests.unit.billing.evenings import payment
from tests.unit.ordering.builders import NOW, later


def _paid(**other: Any) -> Payment:
    usual: dict[str, Any] = {"amount": 1000, "tip_amount": 100, "intent_id": "pi_1"}
    return book_paid(payment(**(usual | {"intent_over": True} | other)), NOW)


def _seen(amount: int, status: SeenRefund = SeenRefund.DONE, name: str = "re_1") -> RefundSeen:
    return RefundSeen(stripe_refund_id=name, refund_id="", status=status, amount=amount)


def test_it_is_on_its_way_when_it_is_new_and_booked_when_it_is_looked_at_again() -> None:
    found = foreign_refund_seen(_seen(1050), _paid(), later(1))
    (refund,) = found.refunds
    assert (refund.state, refund.bill_amount, refund.tip_amount) == (RefundState.PENDING, 1000, 50)
    assert found.open
    done = foreign_refund_seen(_seen(1050), found, later(2))
    assert done.refunds[0].state is RefundState.DONE
    assert [balance(done.ledger, one) for one in (STRIPE, BILL, TIPS)] == [50, 0, -50]
    assert foreign_refund_seen(_seen(1050), done, later(3)) is done


def test_two_are_two() -> None:
    first = foreign_refund_seen(_seen(300), _paid(), later(1))
    both = foreign_refund_seen(_seen(300, name="re_2"), first, later(1))
    assert both.refunded_amount == 600
    assert len({one.id for one in both.refunds}) == 2


def test_one_that_is_done_may_fail_all_the_same() -> None:
    found = foreign_refund_seen(_seen(1100), _paid(), later(1))
    done = foreign_refund_seen(_seen(1100), found, later(2))
    failed = foreign_refund_seen(_seen(1100, SeenRefund.FAILED), done, later(3))
    assert failed.shown_state is PaymentState.PAID
    assert balance(failed.ledger, STRIPE) == 1100


@pytest.mark.parametrize("amount", [0, 1101])
def test_what_cannot_be_is_not_taken_in(amount: int) -> None:
    paid = _paid()
    assert foreign_refund_seen(_seen(amount), paid, later(1)) is paid


def test_one_that_failed_before_anybody_heard_of_it_is_nothing() -> None:
    paid = _paid()
    assert foreign_refund_seen(_seen(1100, SeenRefund.FAILED), paid, later(1)) is paid


def test_it_waits_until_a_refund_of_ours_that_it_forestalled_has_failed() -> None:
    ours = request_refund(_paid(), Back(refund_id="rfd_1", bill_amount=1000, reason=""), later(1))
    assert foreign_refund_seen(_seen(1100), ours, later(2)) is ours
    refusal = RefundSeen(
        stripe_refund_id="", refund_id="rfd_1", status=SeenRefund.FAILED, amount=1000
    )
    failed = refund_seen(ours, "rfd_1", refusal, later(3))
    assert foreign_refund_seen(_seen(1100), failed, later(4)).refunded_amount == 1100


def test_money_that_came_too_late_can_have_been_given_back_there() -> None:
    begun = payment(state=PaymentState.PENDING, amount=1000, intent_id="pi_1", paid_time=None)
    came = IntentSeen(
        intent_id="pi_1",
        payment_id=begun.id,
        status=IntentStatus.SUCCEEDED,
        amount=1000,
        amount_received=1000,
        currency=begun.currency,
    )
    late = observe(expire(begun, later(1)), came, later(2))
    assert late.failure is not None
    assert late.failure.kind is FailureKind.TOO_LATE
    assert foreign_refund_seen(_seen(1000), late, later(3)) is late
    refused = RefundSeen(
        stripe_refund_id="",
        refund_id=late.refunds[0].id,
        status=SeenRefund.FAILED,
        amount=1000,
    )
    failed = refund_seen(late, late.refunds[0].id, refused, later(4))
    assert len(foreign_refund_seen(_seen(1000), failed, later(5)).refunds) == 2
