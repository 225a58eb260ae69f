"""What an event of Stripe's is about: never more than its signature and our own words say."""

from __future__ import annotations

from typing import Any

import pytest

from server.billing.stripe_events.concern import concern_of
from server.storage.inbox import Concern, Subject

_OURS = {"payment_id": "pay_1", "restaurant_id": "rst_1"}
_REFUND = _OURS | {"refund_id": "rfd_1"}
_PAYMENT = Concern(Subject.PAYMENT, "pay_1", "rst_1")
_INTENT = Concern(Subject.INTENT, "pi_1")


def _event(kind: str, thing: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "evt_1", "type": kind, "data": {"object": thing}} | more


@pytest.mark.parametrize(
    "kind", ["succeeded", "processing", "payment_failed", "requires_action", "canceled"]
)
def test_an_intent_is_about_the_payment_that_we_have_written_into_it(kind: str) -> None:
    event = _event(f"payment_intent.{kind}", {"id": "pi_1", "metadata": _OURS})
    assert concern_of(event) == _PAYMENT


@pytest.mark.parametrize("metadata", [None, {}, "x", {"payment_id": "pay_1"}, {"payment_id": 7}])
def test_an_intent_without_our_words_is_looked_up(metadata: Any) -> None:
    event = _event("payment_intent.succeeded", {"id": "pi_1", "metadata": metadata})
    assert concern_of(event) == _INTENT


@pytest.mark.parametrize("kind", ["refund.updated", "refund.failed", "charge.refund.updated"])
def test_a_refund_is_about_itself(kind: str) -> None:
    event = _event(kind, {"id": "re_1", "payment_intent": "pi_1", "metadata": _REFUND})
    assert concern_of(event) == Concern(Subject.REFUND, "rfd_1", "rst_1", "pay_1")


def test_a_refund_that_somebody_made_at_stripe_is_about_its_payment() -> None:
    thing = {"id": "re_1", "payment_intent": "pi_1", "metadata": {}}
    assert concern_of(_event("refund.created", thing)) == _INTENT


def test_a_dispute_is_about_its_payment() -> None:
    thing = {"id": "dp_1", "payment_intent": "pi_1"}
    assert concern_of(_event("charge.dispute.created", thing)) == _INTENT


@pytest.mark.parametrize(
    "event",
    [
        _event("account.updated", {"id": "acct_1"}),
        _event("account.updated", {"id": "acct_1"}, account="acct_1"),
        _event("capability.updated", {"id": "card_payments", "account": "acct_1"}),
    ],
)
def test_an_account_is_about_itself(event: dict[str, Any]) -> None:
    assert concern_of(event) == Concern(Subject.ACCOUNT, "acct_1")


@pytest.mark.parametrize("kind", ["payment_intent.succeeded", "refund.updated"])
def test_what_happens_in_a_connected_account_tells_nothing_of_payments(kind: str) -> None:
    event = _event(kind, {"id": "pi_1", "metadata": _REFUND}, account="acct_1")
    assert concern_of(event) is None


@pytest.mark.parametrize(
    "event",
    [
        _event("payment_intent.created", {"id": "pi_1", "metadata": _OURS}),
        _event("charge.succeeded", {"id": "ch_1", "metadata": _OURS}),
        _event("charge.dispute.created", {"id": "dp_1"}),
        _event("account.updated", {}),
        {"id": "evt_1", "type": "payment_intent.succeeded"},
        {"id": "evt_1", "type": "refund.updated", "data": []},
        {"id": "evt_1", "type": 7, "data": {"object": 7}},
    ],
)
def test_what_can_change_nothing_is_about_nobody(event: dict[str, Any]) -> None:
    assert concern_of(event) is None
