"""Charges: one per attempt at a payment, with the transfer to the destination account."""

from aiohttp import web

from sandbox.stripe import answers, balance, cards, charge_parts
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "charge"
_FEE_PERCENT = 2
_UNSET = (
    "application",
    "application_fee",
    "application_fee_amount",
    "balance_transaction",
    "failure_balance_transaction",
    "failure_code",
    "failure_message",
    "presentment_details",
    "receipt_number",
    "review",
    "shipping",
    "source_transfer",
    "transfer",
)
_AS_THE_INTENT_HAS_IT = (
    "currency",
    "customer",
    "description",
    "on_behalf_of",
    "receipt_email",
    "statement_descriptor",
    "statement_descriptor_suffix",
    "transfer_data",
    "transfer_group",
)


@routes.get("/v1/charges/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One charge."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "charge"))


@routes.get("/v1/charges")
async def list_(request: web.Request) -> web.Response:
    """All charges, or those of one PaymentIntent."""
    fields = answers.known(request, "payment_intent", "customer", *LIST_FIELDS)
    wanted = fields.text("payment_intent")
    rows = request.app[INSTANCE].store.newest_first(KIND)
    return answers.page(request, (it for it in rows if wanted in (None, it["payment_intent"])))


def make(instance: Instance, intent: Obj, method: Obj, status: str) -> Obj:
    """A charge of that status: succeeded, pending (UPI on its way) or failed."""
    identifier = new_id("ch")
    charge: Obj = dict.fromkeys(_UNSET) | {
        "id": identifier,
        "object": KIND,
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "HERE2ORDER",
        "captured": False,
        "created": instance.now(),
        "disputed": False,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "outcome": charge_parts.outcome("approved_by_network", "authorized", None),
        "paid": status == "succeeded",
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": charge_parts.details(method),
        "radar_options": {},
        "receipt_url": f"{instance.url}/receipts/{identifier}",
        "refunded": False,
        "source": None,
        "status": status,
    }
    charge |= {name: intent[name] for name in _AS_THE_INTENT_HAS_IT}
    charge["_method"] = method["id"]
    intent["latest_charge"] = identifier
    return instance.store.save(charge)


def take(instance: Instance, charge: Obj, amount: int) -> None:
    """The money is there: captured, on the balance, and on to the destination account."""
    charge |= {"status": "succeeded", "paid": True, "captured": True, "amount_captured": amount}
    fee = amount * _FEE_PERCENT // 100
    charge["balance_transaction"] = balance.book(
        instance, charge["id"], "charge", amount, charge, fee
    )
    if charge["transfer_data"]:
        charge["transfer"] = balance.transfer(instance, charge, amount)["id"]
    instance.store.save(charge)


def fail(instance: Instance, charge: Obj, code: str, decline_code: str | None) -> None:
    """The bank says no."""
    word = decline_code or code
    charge |= {"status": "failed", "paid": False, "failure_code": code}
    charge["failure_message"] = cards.message_of(word)
    charge["outcome"] = charge_parts.outcome("declined_by_network", "issuer_declined", word)
    instance.store.save(charge)
