"""The calls about PaymentIntents."""

from aiohttp import web

from sandbox.stripe import amounts, answers, charges, confirming, errors, fates, intents, metadata
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.errors import StripeRefusal
from sandbox.stripe.instance import INSTANCE
from sandbox.stripe.intents import KIND
from sandbox.stripe.keys import FIELDS, IS_PUBLIC
from sandbox.stripe.store import Obj, shown

routes = web.RouteTableDef()

_METHOD_FIELDS = ("payment_method", "payment_method_data", "payment_method_options")
_CONFIRM_FIELDS = (
    *_METHOD_FIELDS,
    "client_secret",
    "return_url",
    "use_stripe_sdk",
    "mandate_data",
    "off_session",
    "error_on_requires_action",
    "receipt_email",
    "setup_future_usage",
    "shipping",
)
_CREATE_FIELDS = (
    "amount",
    "currency",
    "automatic_payment_methods",
    "payment_method_types",
    "capture_method",
    "confirm",
    "confirmation_method",
    "customer",
    "description",
    "metadata",
    "on_behalf_of",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
    *(name for name in _CONFIRM_FIELDS if name != "client_secret"),
)
_CHANGEABLE = ("description", "receipt_email", "statement_descriptor", "transfer_group")


@routes.post("/v1/payment_intents")
async def create(request: web.Request) -> web.Response:
    """A new PaymentIntent; with `confirm`, tried at once."""
    fields = answers.known(request, *_CREATE_FIELDS)
    instance = request.app[INSTANCE]
    intent = intents.make(instance, fields)
    confirming.choose_method(instance, intent, fields)
    instance.emit("payment_intent.created", instance.store.save(intent))
    if fields.boolean("confirm"):
        _confirm(request, intent)
    return answers.one(request, intent)


@routes.get("/v1/payment_intents")
async def list_(request: web.Request) -> web.Response:
    """All PaymentIntents, newest first."""
    fields = answers.known(request, "customer", *LIST_FIELDS)
    wanted = fields.text("customer")
    rows = request.app[INSTANCE].store.newest_first(KIND)
    return answers.page(request, (it for it in rows if wanted in (None, it["customer"])))


@routes.get("/v1/payment_intents/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One PaymentIntent: with the secret key, or the publishable one and its client secret."""
    answers.known(request, "client_secret")
    return _shown(request, _find(request))


@routes.post("/v1/payment_intents/{id}")
async def update(request: web.Request) -> web.Response:
    """Changes what may still change."""
    names = ("amount", "metadata", *_CHANGEABLE, *_METHOD_FIELDS)
    fields = answers.known(request, *names)
    instance, intent = request.app[INSTANCE], _find(request)
    if fields.has("amount"):
        if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
            raise errors.unexpected_state(intent, "change the amount of")
        intent["amount"] = amounts.check(fields.integer("amount"), intent["currency"])
    intent["metadata"] = metadata.changed(fields, intent["metadata"])
    intent |= {name: fields.text(name) for name in _CHANGEABLE if fields.has(name)}
    confirming.choose_method(instance, intent, fields)
    return answers.one(request, instance.store.save(intent))


@routes.post("/v1/payment_intents/{id}/confirm")
async def confirm(request: web.Request) -> web.Response:
    """Tries to pay; this is what Stripe.js calls."""
    answers.known(request, *_CONFIRM_FIELDS)
    intent = _find(request)
    _confirm(request, intent)
    return _shown(request, intent)


@routes.post("/v1/payment_intents/{id}/cancel")
async def cancel(request: web.Request) -> web.Response:
    """Ends it, as long as no money is on its way."""
    reason = answers.known(request, "cancellation_reason").text("cancellation_reason")
    intent = _find(request)
    fates.cancel(request.app[INSTANCE], intent, reason)
    return answers.one(request, intent)


@routes.post("/v1/payment_intents/{id}/capture")
async def capture(request: web.Request) -> web.Response:
    """Takes what a card was held for, or less."""
    fields = answers.known(request, "amount_to_capture", "metadata", "statement_descriptor")
    instance, intent = request.app[INSTANCE], _find(request)
    if intent["status"] != "requires_capture":
        raise errors.unexpected_state(intent, "capture")
    amount = fields.integer("amount_to_capture") or intent["amount_capturable"]
    if amount > intent["amount_capturable"]:
        raise errors.invalid("amount_to_capture", "More than is held", "amount_too_large")
    charge = instance.store.need(charges.KIND, intent["latest_charge"])
    fates.succeed(instance, intent, charge, amount)
    instance.emit("charge.captured", charge)
    return answers.one(request, intent)


def _confirm(request: web.Request, intent: Obj) -> None:
    try:
        confirming.confirm(request.app[INSTANCE], intent, request[FIELDS])
    except StripeRefusal as refusal:
        _reveal(request, refusal)
        raise


def _reveal(request: web.Request, refusal: StripeRefusal) -> None:
    """The refusal carries the intent as the one who asks may see it."""
    if "payment_intent" in refusal.error:
        intent = shown(refusal.error["payment_intent"])
        refusal.error["payment_intent"] = (
            intents.for_pages(intent) if request[IS_PUBLIC] else intent
        )


def _find(request: web.Request) -> Obj:
    intent = answers.find(request, KIND, "payment_intent", "intent")
    secret = request[FIELDS].text("client_secret")
    if (request[IS_PUBLIC] or secret) and secret != intent["client_secret"]:
        raise errors.no_such("payment_intent", intent["id"], "intent")
    return intent


def _shown(request: web.Request, intent: Obj) -> web.Response:
    return answers.one(request, intents.for_pages(intent) if request[IS_PUBLIC] else intent)
