"""What becomes of a refund: it succeeds at once, after a while, or not at all."""

from sandbox.stripe import balance, charges, errors, metadata, payment_methods, reversals
from sandbox.stripe.form import Fields
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import Instance
from sandbox.stripe.numbers import conduct_of
from sandbox.stripe.store import Obj

KIND = "refund"
_REASONS = (None, "duplicate", "fraudulent", "requested_by_customer")


def make(instance: Instance, charge: Obj, amount: int, fields: Fields) -> Obj:
    reason = fields.text("reason")
    if reason not in _REASONS:
        raise errors.invalid("reason", f"Invalid reason: {reason}")
    back = fields.boolean("reverse_transfer")
    if back and not charge["transfer"]:
        raise errors.invalid("reverse_transfer", "The charge has no transfer to reverse.")
    outcome = _outcome(instance, charge)
    refund: Obj = {
        "id": new_id("re"),
        "object": KIND,
        "amount": amount,
        "balance_transaction": balance.book(instance, "re", "refund", -amount, charge),
        "charge": charge["id"],
        "created": instance.now(),
        "currency": charge["currency"],
        "destination_details": {"type": charge["payment_method_details"]["type"]},
        "metadata": metadata.changed(fields, {}),
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if outcome != "succeeded" else "succeeded",
        "transfer_reversal": reversals.make(instance, charge, amount) if back else None,
        "_outcome": outcome,
    }
    if outcome != "succeeded":
        refund["pending_reason"] = "processing"
    _count(instance, charge, amount)
    instance.emit("refund.created", instance.store.save(refund))
    instance.emit("charge.refunded", charge)
    after = instance.settings.refund_settles_seconds
    if outcome != "succeeded" and after is not None:
        instance.timers.after(after, "refund", refund["id"])
    return refund


def _outcome(instance: Instance, charge: Obj) -> str:
    method = instance.store.need(payment_methods.KIND, charge["_method"])
    by_card = conduct_of(method["_number"]).refunds if method["type"] == "card" else None
    return by_card or instance.settings.refunds


def _count(instance: Instance, charge: Obj, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    instance.store.save(charge)


def finish(instance: Instance, refund: Obj, failure: str | None) -> None:
    """The bank took it, or sent it back for that reason. A failed one can be no more."""
    if refund["status"] in ("failed", "canceled"):
        raise errors.invalid("id", f"The refund is {refund['status']} already.")
    instance.timers.drop(refund["id"])
    refund["status"] = "failed" if failure else "succeeded"
    refund.pop("pending_reason", None)
    charge = instance.store.need(charges.KIND, refund["charge"])
    if failure:
        refund["failure_reason"] = failure
        again = balance.book(instance, refund["id"], "refund_failure", refund["amount"], charge)
        refund["failure_balance_transaction"] = again
        _count(instance, charge, -refund["amount"])
    instance.store.save(refund)
    kinds = ["refund.updated", "charge.refund.updated"] + ["refund.failed"] * bool(failure)
    for kind in kinds:
        instance.emit(kind, refund)


def _by_itself(instance: Instance, identifier: str) -> None:
    refund = instance.store.need(KIND, identifier)
    failing = refund["_outcome"] == "failing"
    finish(instance, refund, "expired_or_canceled_card" if failing else None)


def prepare(instance: Instance) -> None:
    """What happens by itself when its time has come."""
    instance.acts["refund"] = _by_itself
