"""Tries to pay a PaymentIntent: asks the card's bank, or a person for consent."""

from sandbox.stripe import charges, disputes, errors, fates, payment_methods
from sandbox.stripe.form import Fields
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import Instance
from sandbox.stripe.numbers import Conduct, conduct_of
from sandbox.stripe.store import Obj

_CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def choose_method(instance: Instance, intent: Obj, fields: Fields) -> None:
    """Takes the means of payment that the call names, if it names one."""
    chosen = fields.text("payment_method")
    if chosen:
        method = payment_methods.by_token(instance, chosen)
    elif fields.mapping("payment_method_data"):
        data = fields.inside("payment_method_data").only(payment_methods.DATA_FIELDS)
        method = payment_methods.make(instance, data)
    else:
        return
    if method["type"] not in intent["payment_method_types"]:
        message = f"The PaymentMethod type {method['type']} is not offered for this PaymentIntent."
        raise errors.invalid(
            "payment_method", message, "payment_intent_incompatible_payment_method"
        )
    intent["payment_method"] = method["id"]
    intent["status"] = "requires_confirmation"


def confirm(instance: Instance, intent: Obj, fields: Fields) -> None:
    """Tries to pay. Raises StripeRefusal `card_declined` and its like (402) when refused."""
    if intent["status"] not in _CONFIRMABLE:
        raise errors.unexpected_state(intent, "confirm")
    choose_method(instance, intent, fields)
    if intent["payment_method"] is None:
        raise errors.missing("payment_method")
    intent["last_payment_error"] = intent["next_action"] = None
    method = fates.method_of(instance, intent)
    if method["type"] == "upi":
        _ask_upi_app(instance, intent)
    elif _conduct(method).three_d_secure:
        _ask_bank(instance, intent, fields)
    else:
        charge_card(instance, intent)


def charge_card(instance: Instance, intent: Obj) -> None:
    """Asks the card's bank, without or after 3-D Secure."""
    method = fates.method_of(instance, intent)
    conduct = _conduct(method)
    if conduct.code:
        fates.fail(instance, intent, conduct.code, conduct.decline_code)
        error = intent["last_payment_error"] | {"payment_intent": intent}
        raise errors.StripeRefusal(402, "card_error", error["message"], **_rest(error))
    charge = charges.make(instance, intent, method, "succeeded")
    if intent["capture_method"] == "manual":
        fates.hold(instance, intent, charge)
        return
    fates.succeed(instance, intent, charge)
    if conduct.dispute:
        disputes.make(instance, charge, conduct.dispute)


def approve(instance: Instance, intent: Obj) -> None:
    """A person agrees: in the bank's 3-D Secure page, or in the UPI app."""
    if intent["status"] != "requires_action":
        raise errors.unexpected_state(intent, "approve")
    if fates.method_of(instance, intent)["type"] == "card":
        charge_card(instance, intent)
        return
    instance.timers.drop(intent["id"])
    charge = charges.make(instance, intent, fates.method_of(instance, intent), "pending")
    intent |= {"status": "processing", "next_action": None, "processing": {"type": "upi"}}
    instance.emit("charge.pending", charge)
    instance.emit("payment_intent.processing", instance.store.save(intent))
    after = instance.settings.upi_settles_seconds
    if after is not None:
        instance.timers.after(after, "settle", intent["id"])


def decline(instance: Instance, intent: Obj) -> None:
    """A person refuses."""
    if intent["status"] != "requires_action":
        raise errors.unexpected_state(intent, "decline")
    card = fates.method_of(instance, intent)["type"] == "card"
    fates.fail(
        instance,
        intent,
        "payment_intent_authentication_failure" if card else "payment_method_customer_decline",
    )


def _ask_upi_app(instance: Instance, intent: Obj) -> None:
    expires = instance.settings.upi_expires_seconds
    page = f"{instance.url}/upi/{intent['id']}"
    intent["status"] = "requires_action"
    intent["next_action"] = {
        "type": "upi_handle_redirect_or_display_qr_code",
        "upi_handle_redirect_or_display_qr_code": {
            "hosted_instructions_url": page,
            "qr_code": {
                "expires_at": instance.now() + int(expires or 300),
                "image_url_png": page + "/qr.png",
                "image_url_svg": page + "/qr.svg",
            },
        },
    }
    if expires is not None:
        instance.timers.after(expires, "expire", intent["id"])
    instance.emit("payment_intent.requires_action", instance.store.save(intent))


def _ask_bank(instance: Instance, intent: Obj, fields: Fields) -> None:
    page = f"{instance.url}/3ds/{intent['id']}"
    returns = fields.text("return_url")
    intent["_return_url"] = returns
    intent["status"] = "requires_action"
    if returns and not fields.boolean("use_stripe_sdk"):
        target = {"url": page, "return_url": returns}
        intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": target}
    else:
        sdk = {"type": "three_d_secure_redirect", "stripe_js": page, "source": new_id("payatt")}
        intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": sdk}
    instance.emit("payment_intent.requires_action", instance.store.save(intent))


def _conduct(method: Obj) -> Conduct:
    return conduct_of(method["_number"])


def _rest(error: Obj) -> Obj:
    return {name: value for name, value in error.items() if name not in ("type", "message")}
