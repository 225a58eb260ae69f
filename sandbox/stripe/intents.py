"""PaymentIntents: the object, and the rules it is made by."""

from typing import Any

from sandbox.stripe import accounts, amounts, errors, metadata
from sandbox.stripe.form import Fields
from sandbox.stripe.ids import new_id, token
from sandbox.stripe.instance import Instance
from sandbox.stripe.store import Obj

KIND = "payment_intent"
_GIVEN_AS_THEY_ARE = (
    "description",
    "receipt_email",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "setup_future_usage",
    "transfer_group",
    "on_behalf_of",
)
_UNSET = (
    "allowed_payment_method_types",
    "amount_details",
    "application",
    "application_fee_amount",
    "canceled_at",
    "cancellation_reason",
    "customer_account",
    "excluded_payment_method_types",
    "hooks",
    "last_payment_error",
    "latest_charge",
    "managed_payments",
    "next_action",
    "payment_details",
    "payment_method",
    "payment_method_configuration_details",
    "presentment_details",
    "processing",
    "review",
    "shipping",
    "source",
)


def make(instance: Instance, fields: Fields) -> Obj:
    """A new PaymentIntent. Raises StripeRefusal for what Stripe would not take."""
    currency = fields.required_text("currency").lower()
    amount = amounts.check(fields.integer("amount"), currency)
    automatic = fields.inside("automatic_payment_methods").boolean("enabled")
    types = fields.texts("payment_method_types") or _types(currency, automatic)
    identifier = new_id("pi")
    intent: Obj = dict.fromkeys(_UNSET) | {
        "id": identifier,
        "object": KIND,
        "amount": amount,
        "amount_capturable": 0,
        "amount_received": 0,
        "automatic_payment_methods": _automatic(fields) if automatic else None,
        "capture_method": _capture_method(fields),
        "client_secret": f"{identifier}_secret_{token(25)}",
        "confirmation_method": fields.text("confirmation_method") or "automatic",
        "created": instance.now(),
        "currency": currency,
        "customer": _customer(instance, fields),
        "livemode": False,
        "metadata": metadata.changed(fields, {}),
        "payment_method_options": fields.mapping("payment_method_options"),
        "payment_method_types": types,
        "status": "requires_payment_method",
        "transfer_data": _transfer_data(instance, fields, amount),
    }
    intent |= {name: fields.text(name) for name in _GIVEN_AS_THEY_ARE}
    accounts.check_on_behalf_of(instance, intent["on_behalf_of"])
    return intent


def for_pages(intent: Obj) -> Obj:
    """What a publishable key may see of it."""
    private = ("metadata", "customer", "transfer_data", "on_behalf_of", "transfer_group")
    return {name: value for name, value in intent.items() if name not in private}


def _types(currency: str, automatic: bool) -> list[str]:
    return ["card", "upi"] if automatic and currency == "inr" else ["card"]


def _automatic(fields: Fields) -> Obj:
    asked = fields.inside("automatic_payment_methods").only(("enabled", "allow_redirects"))
    return {"allow_redirects": asked.text("allow_redirects") or "always", "enabled": True}


def _capture_method(fields: Fields) -> str:
    method = fields.text("capture_method") or "automatic_async"
    if method not in ("automatic", "automatic_async", "manual"):
        raise errors.invalid("capture_method", f"Invalid capture_method: {method}")
    return method


def _customer(instance: Instance, fields: Fields) -> str | None:
    customer = fields.text("customer")
    if customer and instance.store.get("customer", customer) is None:
        raise errors.no_such("customer", customer, "customer", 400)
    return customer


def _transfer_data(instance: Instance, fields: Fields, amount: int) -> dict[str, Any] | None:
    if not fields.mapping("transfer_data"):
        return None
    asked = fields.inside("transfer_data").only(("destination", "amount"))
    destination = asked.required_text("destination")
    accounts.check_destination(instance, destination)
    part = asked.integer("amount")
    if part is not None and not 0 < part <= amount:
        raise errors.invalid("transfer_data[amount]", "Must not be more than the amount")
    return {"destination": destination} | ({"amount": part} if part is not None else {})
