"""Transfers that are taken back, in whole or in part, when a charge is refunded."""

from aiohttp import web

from sandbox.stripe import answers
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

TRANSFER = "transfer"
KIND = "transfer_reversal"


@routes.get("/v1/transfers/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One transfer, with its reversals."""
    answers.known(request)
    transfer = answers.find(request, TRANSFER, "transfer")
    back = request.app[INSTANCE].store.newest_first(KIND)
    rows = [it for it in back if it["transfer"] == transfer["id"]]
    url = f"/v1/transfers/{transfer['id']}/reversals"
    return answers.one(request, transfer | {"reversals": answers.listing(url, rows)})


@routes.get("/v1/transfers")
async def list_(request: web.Request) -> web.Response:
    """All transfers, or those to one account."""
    fields = answers.known(request, "destination", "transfer_group", *LIST_FIELDS)
    wanted = fields.text("destination")
    rows = request.app[INSTANCE].store.newest_first(TRANSFER)
    return answers.page(request, (it for it in rows if wanted in (None, it["destination"])))


def make(instance: Instance, charge: Obj, amount: int) -> str:
    """Takes that much back from the destination account; returns the reversal's id."""
    transfer = instance.store.need(TRANSFER, charge["transfer"])
    amount = min(amount, transfer["amount"] - transfer["amount_reversed"])
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    instance.store.save(transfer)
    reversal: Obj = {
        "id": new_id("trr"),
        "object": KIND,
        "amount": amount,
        "balance_transaction": None,
        "created": instance.now(),
        "currency": charge["currency"],
        "destination_payment_refund": None,
        "metadata": {},
        "source_refund": None,
        "transfer": transfer["id"],
    }
    instance.store.save(reversal)
    instance.emit("transfer.reversed", transfer)
    return str(reversal["id"])
