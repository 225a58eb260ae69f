"""What becomes of a PaymentIntent: paid, held, failed, settled, expired, cancelled."""

from sandbox.stripe import cards, charges, errors, payment_methods
from sandbox.stripe.instance import Instance
from sandbox.stripe.intents import KIND
from sandbox.stripe.store import Obj

_CANCELABLE = (
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "requires_capture",
)


def succeed(instance: Instance, intent: Obj, charge: Obj, amount: int | None = None) -> None:
    """The money is there."""
    amount = amount or intent["amount"]
    charges.take(instance, charge, amount)
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
    intent["next_action"] = None
    instance.store.save(intent)
    instance.emit("charge.succeeded", charge)
    instance.emit("payment_intent.succeeded", intent)


def fail(instance: Instance, intent: Obj, code: str, decline_code: str | None = None) -> None:
    """This attempt came to nothing; the intent can be paid by another means."""
    instance.timers.drop(intent["id"])
    method = method_of(instance, intent)
    charge = _pending_charge(instance, intent) or charges.make(instance, intent, method, "failed")
    charges.fail(instance, charge, code, decline_code)
    intent["last_payment_error"] = {
        "charge": charge["id"],
        "code": code,
        "doc_url": f"https://stripe.com/docs/error-codes/{code.replace('_', '-')}",
        "message": cards.message_of(decline_code or code),
        "payment_method": method["id"],
        "type": "card_error" if method["type"] == "card" else "invalid_request_error",
    } | ({"decline_code": decline_code} if decline_code else {})
    intent |= {"status": "requires_payment_method", "next_action": None, "payment_method": None}
    instance.store.save(intent)
    instance.emit("charge.failed", charge)
    instance.emit("payment_intent.payment_failed", intent)


def settle(instance: Instance, intent: Obj, amount: int | None = None) -> None:
    """What was on its way arrives; `amount` if another one than asked for."""
    if intent["status"] != "processing":
        raise errors.unexpected_state(intent, "settle")
    instance.timers.drop(intent["id"])
    intent["processing"] = None
    succeed(instance, intent, instance.store.need("charge", intent["latest_charge"]), amount)


def expire(instance: Instance, intent: Obj) -> None:
    """Nobody agreed in time."""
    if intent["status"] == "requires_action":
        fail(instance, intent, "payment_intent_payment_attempt_expired")


def cancel(instance: Instance, intent: Obj, reason: str | None) -> None:
    """Ends it for good. Raises StripeRefusal when money came or is on its way."""
    if intent["status"] not in _CANCELABLE:
        raise errors.unexpected_state(intent, "cancel")
    instance.timers.drop(intent["id"])
    intent |= {"status": "canceled", "canceled_at": instance.now(), "next_action": None}
    intent |= {"cancellation_reason": reason, "amount_capturable": 0}
    instance.emit("payment_intent.canceled", instance.store.save(intent))


def hold(instance: Instance, intent: Obj, charge: Obj) -> None:
    intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
    instance.emit("charge.succeeded", charge)
    instance.emit("payment_intent.amount_capturable_updated", instance.store.save(intent))


def method_of(instance: Instance, intent: Obj) -> Obj:
    return instance.store.need(payment_methods.KIND, intent["payment_method"])


def _pending_charge(instance: Instance, intent: Obj) -> Obj | None:
    charge = instance.store.get(charges.KIND, intent["latest_charge"] or "")
    return charge if charge and charge["status"] == "pending" else None


def prepare(instance: Instance) -> None:
    """What happens by itself when its time has come."""
    instance.acts["settle"] = lambda it, pi: settle(it, it.store.need(KIND, pi))
    instance.acts["expire"] = lambda it, pi: expire(it, it.store.need(KIND, pi))
