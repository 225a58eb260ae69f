"""What the local Stripe has, by our payments: the truth that our own books are held against."""

from __future__ import annotations

from typing import Any

from here2order.billing.v1 import payment_pb2

from sandbox.stripe import RunningStripe
from tests.support.payers import in_stripe

_State = payment_pb2.PaymentState
#: A dispute in one of these has taken nothing from us, or has given it back.
_HARMLESS_DISPUTES = frozenset({"won", "warning_needs_response", "warning_closed", "prevented"})


class Oracle:
    """All of Stripe's objects, as they are now."""

    def __init__(self, stripe: RunningStripe) -> None:
        """Reads them from the sandbox's own store."""
        store = stripe.instance.store
        self._intents = _by(store.newest_first("payment_intent"), _payment_of)
        self._charges = _by(store.newest_first("charge"), lambda it: it["payment_intent"])
        self._refunds = _by(store.newest_first("refund"), lambda it: it["payment_intent"])
        self._disputes = _by(store.newest_first("dispute"), lambda it: it["payment_intent"])

    def difference(self, ours: payment_pb2.Payment) -> str:
        """What our payment says that Stripe does not; "" if they agree and nothing is pending."""
        intents = self._intents.get(ours.id, [])
        if len(intents) > 1:
            return f"{ours.id} has {len(intents)} PaymentIntents"
        theirs = self._told_of(intents[0]) if intents else _NOTHING
        told = _told_by(ours)
        return "" if told == theirs else f"{ours.id}: we say {told}, Stripe {theirs}"

    def _told_of(self, intent: dict[str, Any]) -> dict[str, Any]:
        charges = self._charges.get(intent["id"], [])
        came = sum(it["amount_captured"] for it in charges if it["paid"])
        refunds = {
            it["metadata"]["refund_id"]: (it["status"], it["amount"])
            for it in self._refunds.get(intent["id"], [])
        }
        back = sum(amount for status, amount in refunds.values() if status == "succeeded")
        disputed = sum(
            it["amount"]
            for it in self._disputes.get(intent["id"], [])
            if it["status"] not in _HARMLESS_DISPUTES
        )
        return {
            "intent": intent["id"],
            "came": came,
            "over": intent["status"] in {"succeeded", "canceled"},
            "refunds": refunds,
            "kept": came - back - disputed,
        }


_NOTHING: dict[str, Any] = {"intent": "", "came": 0, "over": True, "refunds": {}, "kept": 0}
_REFUNDS = {
    payment_pb2.REFUND_STATE_PENDING: "pending",
    payment_pb2.REFUND_STATE_DONE: "succeeded",
    payment_pb2.REFUND_STATE_FAILED: "failed",
}


def _told_by(ours: payment_pb2.Payment) -> dict[str, Any]:
    came = sum(
        entry.amount.amount
        for entry in ours.ledger
        if entry.account == "stripe" and entry.kind in {"paid", "came_too_late"}
    )
    return {
        "intent": ours.stripe_payment_intent_id,
        "came": came,
        "over": ours.state != _State.PAYMENT_STATE_PENDING,
        "refunds": {it.id: (_REFUNDS[it.state], it.amount.amount) for it in ours.refunds},
        "kept": in_stripe(ours),
    }


def _by(things: list[dict[str, Any]], key: Any) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


def _payment_of(intent: dict[str, Any]) -> str:
    return str(intent["metadata"]["payment_id"])
