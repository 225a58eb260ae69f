"""Giving back: never twice, never more than came, and booked when it is done."""

from typing import Any

import pytest

from server.billing.payments.domain import (
    Method,
    Payment,
    PaymentState,
    RefundSeen,
    RefundState,
    SeenRefund,
)
from server.billing.payments.errors import PaymentStateForbids, RefundAbovePaid
from server.billing.payments.ledger import BILL, CASH_DRAWER, STRIPE, TIPS, balance, book_paid
from server.billing.payments.refunds import Back, refund_seen, request_refund
from server.origin import Origin
from tests.unit.billing.evenings import payment
from tests.unit.ordering.builders import NOW, later

_OWNER = Origin("user:user_1", "request 1", "hash")


def _paid(**other: Any) -> Payment:
    usual: dict[str, Any] = {
        "amount": 1000,
        "tip_amount": 100,
        "intent_id": "pi_1",
        "intent_over": True,
    }
    return book_paid(payment(**(usual | other)), NOW)


def _back(bill: int, tip: int = 0, refund_id: str = "rfd_1") -> Back:
    return Back(
        refund_id=refund_id, bill_amount=bill, tip_amount=tip, reason="Cold.", origin=_OWNER
    )


def _seen(status: SeenRefund, amount: int, failure_code: str = "") -> RefundSeen:
    return RefundSeen(
        stripe_refund_id="re_1",
        refund_id="rfd_1",
        status=status,
        amount=amount,
        failure_code=failure_code,
    )


def test_what_came_through_stripe_is_on_its_way_and_not_booked_before_it_has_arrived() -> None:
    asked = request_refund(_paid(), _back(600), later(1))
    assert asked.refunds[0].state is RefundState.PENDING
    assert asked.shown_state is PaymentState.PARTIALLY_REFUNDED
    assert asked.open
    assert balance(asked.ledger, STRIPE) == 1100
    done = refund_seen(asked, "rfd_1", _seen(SeenRefund.DONE, 600), later(2))
    assert (done.refunds[0].state, done.refunds[0].end_time) == (RefundState.DONE, later(2))
    assert balance(done.ledger, STRIPE) == 500
    assert not done.open


def test_asked_for_twice_in_the_same_moment_it_goes_back_once() -> None:
    asked = request_refund(_paid(), _back(300), later(1))
    assert request_refund(asked, _back(300), later(2)) is asked


def test_cash_is_handed_back_at_once_in_one_change() -> None:
    paid = _paid(method=Method.CASH, intent_id="")
    back = request_refund(paid, _back(1000, 100), later(1))
    assert back.version == paid.version + 1
    assert back.refunds[0].state is RefundState.DONE
    assert [balance(back.ledger, one) for one in (CASH_DRAWER, BILL, TIPS)] == [0, 0, 0]
    assert back.shown_state is PaymentState.REFUNDED
    assert not back.open


@pytest.mark.parametrize(("bill", "tip"), [(1001, 0), (0, 101), (1001, 101)])
def test_no_more_goes_back_than_came(bill: int, tip: int) -> None:
    with pytest.raises(RefundAbovePaid):
        request_refund(_paid(), _back(bill, tip), later(1))


def test_what_is_on_its_way_is_not_left() -> None:
    asked = request_refund(_paid(), _back(600), later(1))
    with pytest.raises(RefundAbovePaid):
        request_refund(asked, _back(401, refund_id="rfd_2"), later(2))
    all_of_it = request_refund(asked, _back(400, 100, refund_id="rfd_2"), later(2))
    with pytest.raises(PaymentStateForbids):
        request_refund(all_of_it, _back(1, refund_id="rfd_3"), later(3))


def test_what_the_bank_did_not_take_back_is_left_again() -> None:
    asked = request_refund(_paid(), _back(1000, 100), later(1))
    gone = refund_seen(asked, "rfd_1", _seen(SeenRefund.DONE, 1100), later(2))
    code = "lost_or_stolen_card"
    failed = refund_seen(gone, "rfd_1", _seen(SeenRefund.FAILED, 1100, failure_code=code), later(3))
    assert failed.refunds[0].failure_code == code
    assert failed.shown_state is PaymentState.PAID
    assert balance(failed.ledger, STRIPE) == 1100
    again = request_refund(failed, _back(1000, refund_id="rfd_2"), later(4))
    assert again.refunds[1].state is RefundState.PENDING


def test_older_news_change_nothing() -> None:
    asked = request_refund(_paid(), _back(600), later(1))
    done = refund_seen(asked, "rfd_1", _seen(SeenRefund.DONE, 600), later(2))
    failed = refund_seen(done, "rfd_1", _seen(SeenRefund.FAILED, 600), later(3))
    for status in (SeenRefund.PENDING, SeenRefund.DONE, SeenRefund.FAILED):
        assert refund_seen(failed, "rfd_1", _seen(status, 600), later(4)) is failed
    assert refund_seen(done, "rfd_1", _seen(SeenRefund.PENDING, 600), later(4)) is done


def test_news_of_another_refund_or_of_another_amount_are_of_no_interest() -> None:
    asked = request_refund(_paid(), _back(600), later(1))
    assert refund_seen(asked, "rfd_2", _seen(SeenRefund.DONE, 600), later(2)) is asked
    assert refund_seen(asked, "rfd_1", _seen(SeenRefund.DONE, 601), later(2)) is asked
