"""The balance: an entry for all that comes and goes, and transfers to accounts."""

from aiohttp import web

from sandbox.stripe import answers
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()


@routes.get("/v1/balance_transactions/{id}")
async def retrieve_entry(request: web.Request) -> web.Response:
    """One entry of the balance."""
    answers.known(request)
    return answers.one(request, answers.find(request, "balance_transaction", "balance transaction"))


@routes.get("/v1/balance_transactions")
async def list_entries(request: web.Request) -> web.Response:
    """All entries of the balance, or those of one charge or refund."""
    fields = answers.known(request, "source", "type", *LIST_FIELDS)
    names = [name for name in ("source", "type") if fields.text(name)]
    rows = request.app[INSTANCE].store.newest_first("balance_transaction")
    wanted = (it for it in rows if all(it[name] == fields.text(name) for name in names))
    return answers.page(request, wanted)


def book(instance: Instance, source: str, kind: str, amount: int, like: Obj, fee: int = 0) -> str:
    """A balance transaction; returns its id."""
    entry: Obj = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": instance.now(),
        "balance_type": "payments",
        "created": instance.now(),
        "currency": like["currency"],
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [],
        "net": amount - fee,
        "reporting_category": kind,
        "source": source,
        "status": "available",
        "type": kind,
    }
    return str(instance.store.save(entry)["id"])


def transfer(instance: Instance, charge: Obj, amount: int) -> Obj:
    transfer: Obj = {
        "id": new_id("tr"),
        "object": "transfer",
        "amount": charge["transfer_data"].get("amount", amount),
        "amount_reversed": 0,
        "balance_transaction": None,
        "created": instance.now(),
        "currency": charge["currency"],
        "description": None,
        "destination": charge["transfer_data"]["destination"],
        "destination_payment": new_id("py"),
        "livemode": False,
        "metadata": {},
        "reversals": answers.listing("/v1/transfers", []),
        "reversed": False,
        "source_transaction": charge["id"],
        "source_type": "card",
        "transfer_group": charge["transfer_group"],
    }
    instance.emit("transfer.created", instance.store.save(transfer))
    return transfer
