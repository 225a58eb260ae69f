"""Pays a PaymentIntent without a page: for tests of speed, and for the steering page."""

from typing import Any

from sandbox.stripe import confirming, fates, payment_methods
from sandbox.stripe.errors import StripeRefusal, invalid
from sandbox.stripe.form import Fields
from sandbox.stripe.instance import Instance
from sandbox.stripe.store import Obj

OUTCOMES = ("succeeded", "processing", "requires_action", "declined")
METHODS = ("card", "upi", *payment_methods.WALLETS)
_GOOD = "4242424242424242"
_BAD = "4000000000000002"


def confirm_directly(instance: Instance, intent: Obj, said: dict[str, Any]) -> None:
    """Confirms and, as far as `outcome` says, approves and settles.

    `method` is card, upi, apple_pay or google_pay; `number` a test card; `amount` what arrives
    instead of what was asked for (UPI). Without an outcome the means decides by itself.
    """
    method, outcome = said.get("method", "card"), said.get("outcome")
    if method not in METHODS or outcome not in (None, *OUTCOMES):
        raise invalid("method", f"method: {', '.join(METHODS)}; outcome: {', '.join(OUTCOMES)}")
    try:
        confirming.confirm(instance, intent, Fields({"payment_method_data": _data(method, said)}))
    except StripeRefusal as refusal:
        if refusal.status != 402:
            raise
    if intent["status"] == "requires_action" and outcome != "requires_action":
        _go_on(instance, intent, outcome, said.get("amount"))


def _go_on(instance: Instance, intent: Obj, outcome: str | None, amount: int | None) -> None:
    if outcome == "declined":
        confirming.decline(instance, intent)
    elif outcome is not None:
        confirming.approve(instance, intent)
    if outcome == "succeeded" and intent["status"] == "processing":
        fates.settle(instance, intent, amount)


def _data(method: str, said: dict[str, Any]) -> Obj:
    if method == "upi":
        return {"type": "upi", "upi": {"vpa": said.get("vpa") or "guest@sandbox"}}
    number = said.get("number") or (_BAD if said.get("outcome") == "declined" else _GOOD)
    card: Obj = {"number": number, "exp_month": "12", "exp_year": "2035", "cvc": "123"}
    if method != "card":
        card["wallet"] = {"type": method}
    return {"type": "card", "card": card}
