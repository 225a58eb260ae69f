"""PaymentMethods: what a payer pays with. Cards (in wallets too) and UPI."""

from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from sandbox.stripe import answers, cards, errors
from sandbox.stripe.form import Fields
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.numbers import TOKENS
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "payment_method"
WALLETS = ("apple_pay", "google_pay")
DATA_FIELDS = (
    "type",
    "card",
    "upi",
    "billing_details",
    "metadata",
    "allow_redisplay",
    "client_attribution_metadata",
)
_CARD_FIELDS = ("number", "exp_month", "exp_year", "cvc", "networks", "wallet", "token")


@routes.post("/v1/payment_methods")
async def create(request: web.Request) -> web.Response:
    """A PaymentMethod from a card number, a wallet or a UPI address."""
    fields = answers.known(request, *DATA_FIELDS, "customer")
    return answers.one(request, make(request.app[INSTANCE], fields))


@routes.get("/v1/payment_methods/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One PaymentMethod."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "PaymentMethod", "payment_method"))


@routes.post("/v1/payment_methods/{id}/attach")
async def attach(request: web.Request) -> web.Response:
    """Belongs to a customer from now on."""
    instance = request.app[INSTANCE]
    method = answers.find(request, KIND, "PaymentMethod", "payment_method")
    customer = answers.known(request, "customer").required_text("customer")
    if instance.store.get("customer", customer) is None:
        raise errors.no_such("customer", customer, "customer", 400)
    method["customer"] = customer
    instance.emit("payment_method.attached", instance.store.save(method))
    return answers.one(request, method)


@routes.post("/v1/payment_methods/{id}/detach")
async def detach(request: web.Request) -> web.Response:
    """Belongs to nobody any more."""
    instance = request.app[INSTANCE]
    method = answers.find(request, KIND, "PaymentMethod", "payment_method")
    before, method["customer"] = method["customer"], None
    instance.emit(
        "payment_method.detached", instance.store.save(method), before={"customer": before}
    )
    return answers.one(request, method)


def make(instance: Instance, fields: Fields) -> Obj:
    """A new PaymentMethod. Raises StripeRefusal for what cannot be one."""
    kind = fields.required_text("type")
    if kind not in ("card", "upi"):
        raise errors.invalid("type", f"Invalid type: {kind} is not offered by this sandbox")
    if kind == "upi":
        vpa = fields.inside("upi").only(("vpa", "mandate_options")).text("vpa")
        return _keep(instance, fields, "upi", {"vpa": vpa}, {"_vpa": vpa})
    card = fields.inside("card").only(_CARD_FIELDS)
    number = (card.text("number") or "").replace(" ", "")
    month, year = card.integer("exp_month") or 0, card.integer("exp_year") or 0
    year += 2000 if 0 < year < 100 else 0
    wallet = card.inside("wallet").text("type")
    if wallet not in (None, *WALLETS):
        raise errors.invalid("card[wallet][type]", f"Invalid wallet: {wallet}")
    cards.check(number, month, year, card.text("cvc"), datetime.now(UTC).year)
    shape = cards.card(number, month, year, wallet)
    return _keep(instance, fields, "card", shape, {"_number": number})


def by_token(instance: Instance, token: str, wallet: str | None = None) -> Obj:
    """The PaymentMethod of that id; `pm_card_visa` and its like make a new one."""
    token = token.replace("pm_card_chargeDeclined", "pm_card_visa_chargeDeclined")
    number = TOKENS.get(token)
    if number:
        year = datetime.now(UTC).year + 3
        card = cards.card(number, 12, year, wallet)
        return _keep(instance, Fields({}), "card", card, {"_number": number})
    found = instance.store.get(KIND, token)
    if found is None:
        raise errors.no_such("PaymentMethod", token, "payment_method", 400)
    return found


def _keep(instance: Instance, fields: Fields, kind: str, detail: Obj, hidden: Obj) -> Obj:
    billing: dict[str, Any] = {"address": None, "email": None, "name": None, "phone": None}
    billing |= fields.mapping("billing_details")
    return instance.store.save(
        {
            "id": new_id("pm"),
            "object": KIND,
            "allow_redisplay": "unspecified",
            "billing_details": billing | {"tax_id": None},
            "created": instance.now(),
            "customer": fields.text("customer"),
            "customer_account": None,
            "livemode": False,
            "metadata": fields.mapping("metadata"),
            "type": kind,
            kind: detail,
            **hidden,
        }
    )
