"""Refunds: never more than was charged; at once, after a while, or in vain."""

from aiohttp import web

from sandbox.stripe import answers, charges, errors, intents, metadata, payment_methods, reversals
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.cards import conduct_of
from sandbox.stripe.form import Fields
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "refund"
OUTCOMES = ("succeeded", "pending", "failing")
_REASONS = (None, "duplicate", "fraudulent", "requested_by_customer")


@routes.post("/v1/refunds")
async def create(request: web.Request) -> web.Response:
    """Gives money back, all that is left or an amount."""
    fields = answers.known(
        request,
        "payment_intent",
        "charge",
        "amount",
        "reason",
        "metadata",
        "reverse_transfer",
        "refund_application_fee",
        "currency",
        "instructions_email",
        "origin",
        "customer",
    )
    instance = request.app[INSTANCE]
    charge = _charge(instance, fields)
    amount = _amount(charge, fields.integer("amount"))
    return answers.one(request, _make(instance, charge, amount, fields))


@routes.get("/v1/refunds")
async def list_(request: web.Request) -> web.Response:
    """All refunds, or those of one PaymentIntent or charge."""
    fields = answers.known(request, "payment_intent", "charge", *LIST_FIELDS)
    names = [name for name in ("payment_intent", "charge") if fields.text(name)]
    rows = request.app[INSTANCE].store.newest_first(KIND)
    wanted = (it for it in rows if all(it[name] == fields.text(name) for name in names))
    return answers.page(request, wanted)


@routes.get("/v1/refunds/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One refund."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "refund"))


@routes.post("/v1/refunds/{id}")
async def update(request: web.Request) -> web.Response:
    """Changes the metadata."""
    fields, refund = answers.known(request, "metadata"), answers.find(request, KIND, "refund")
    refund["metadata"] = metadata.changed(fields, refund["metadata"])
    instance = request.app[INSTANCE]
    instance.emit("refund.updated", instance.store.save(refund))
    return answers.one(request, refund)


def _charge(instance: Instance, fields: Fields) -> Obj:
    identifier = fields.text("charge")
    if not identifier:
        wanted = fields.required_text("payment_intent")
        intent = instance.store.get(intents.KIND, wanted)
        if intent is None:
            raise errors.no_such("payment_intent", wanted, "payment_intent", 400)
        identifier = intent["latest_charge"]
        if intent["status"] != "succeeded":
            message = f"This PaymentIntent ({wanted}) does not have a successful charge to refund."
            raise errors.invalid("payment_intent", message, "payment_intent_unexpected_state")
    charge = instance.store.get(charges.KIND, identifier or "")
    if charge is None:
        raise errors.no_such("charge", identifier or "", "charge", 400)
    return charge


def _amount(charge: Obj, asked: int | None) -> int:
    left: int = charge["amount_captured"] - charge["amount_refunded"]
    if left <= 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise errors.invalid("charge", message, "charge_already_refunded")
    if asked is not None and asked < 1:
        raise errors.invalid("amount", "Invalid positive integer", "parameter_invalid_integer")
    if asked is not None and asked > left:
        message = f"Refund amount ({asked}) is greater than unrefunded amount on charge ({left})"
        raise errors.invalid("amount", message)
    return left if asked is None else asked


def _make(instance: Instance, charge: Obj, amount: int, fields: Fields) -> Obj:
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
        "balance_transaction": charges.book(instance, "re", "refund", -amount, charge),
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
        again = charges.book(instance, refund["id"], "refund_failure", refund["amount"], charge)
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
