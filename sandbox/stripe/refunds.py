"""The calls about refunds: never more than was charged."""

from aiohttp import web

from sandbox.stripe import (
    answers,
    charges,
    errors,
    intents,
    metadata,
    refunding,
)
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.form import Fields
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.refunding import KIND
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()


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
    return answers.one(request, refunding.make(instance, charge, amount, fields))


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
