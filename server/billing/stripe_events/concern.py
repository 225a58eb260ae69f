"""What an event of Stripe's is about. Whose it is stands in the metadata that we have given it."""

from collections.abc import Mapping
from typing import Any

from server.storage.inbox import Concern, Subject

#: Kinds that can matter. That a PaymentIntent was made, we know from having made it.
_OF_INTENTS = frozenset(
    f"payment_intent.{happened}"
    for happened in (
        "amount_capturable_updated",
        "canceled",
        "partially_funded",
        "payment_failed",
        "processing",
        "requires_action",
        "succeeded",
    )
)
_OF_REFUNDS = ("refund.", "charge.refund.")
_OF_DISPUTES = "charge.dispute."
_OF_ACCOUNTS = frozenset({"account.updated", "capability.updated"})


def concern_of(event: Mapping[str, Any]) -> Concern | None:
    """The payment, refund or account that Stripe is to be asked about; None if there is none.

    `event` is Stripe's, decoded, its signature proved. An event of a connected account tells of
    that account and of nothing else: what its owner does there with metadata is not our word.
    """
    kind, thing = _text(event, "type"), _object(_object(event, "data"), "object")
    if kind in _OF_ACCOUNTS:
        return _account(event, thing)
    if _text(event, "account"):
        return None
    if kind in _OF_INTENTS:
        return _payment(thing, _text(thing, "id"))
    if kind.startswith(_OF_REFUNDS):
        return _refund(thing)
    if kind.startswith(_OF_DISPUTES):
        return _intent(_text(thing, "payment_intent"))
    return None


def _account(event: Mapping[str, Any], thing: Mapping[str, Any]) -> Concern | None:
    inside = "account" if _text(event, "type") == "capability.updated" else "id"
    account_id = _text(event, "account") or _text(thing, inside)
    return Concern(Subject.ACCOUNT, account_id) if account_id else None


def _payment(thing: Mapping[str, Any], intent_id: str) -> Concern | None:
    ours = _object(thing, "metadata")
    payment_id, restaurant_id = _text(ours, "payment_id"), _text(ours, "restaurant_id")
    if payment_id and restaurant_id:
        return Concern(Subject.PAYMENT, payment_id, restaurant_id)
    return _intent(intent_id)


def _refund(thing: Mapping[str, Any]) -> Concern | None:
    ours = _object(thing, "metadata")
    refund_id, payment_id = _text(ours, "refund_id"), _text(ours, "payment_id")
    restaurant_id = _text(ours, "restaurant_id")
    if refund_id and payment_id and restaurant_id:
        return Concern(Subject.REFUND, refund_id, restaurant_id, payment_id)
    return _payment(thing, _text(thing, "payment_intent"))


def _intent(intent_id: str) -> Concern | None:
    return Concern(Subject.INTENT, intent_id) if intent_id else None


def _object(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name)
    return found if isinstance(found, Mapping) else {}


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""
