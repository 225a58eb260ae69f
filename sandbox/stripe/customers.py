"""Customers: payers who are known."""

from aiohttp import web

from sandbox.stripe import answers, metadata
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.ids import new_id
from sandbox.stripe.instance import INSTANCE

routes = web.RouteTableDef()

KIND = "customer"
_TEXTS = ("email", "name", "phone", "description")


@routes.post("/v1/customers")
async def create(request: web.Request) -> web.Response:
    """A new customer."""
    fields = answers.known(request, *_TEXTS, "metadata", "address", "preferred_locales")
    instance = request.app[INSTANCE]
    identifier = new_id("cus")
    customer = {name: fields.text(name) for name in _TEXTS} | {
        "id": identifier,
        "object": KIND,
        "address": fields.mapping("address") or None,
        "balance": 0,
        "created": instance.now(),
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "invoice_prefix": identifier[-8:].upper(),
        "invoice_settings": {},
        "livemode": False,
        "metadata": metadata.changed(fields, {}),
        "preferred_locales": fields.texts("preferred_locales"),
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    instance.emit("customer.created", instance.store.save(customer))
    return answers.one(request, customer)


@routes.get("/v1/customers")
async def list_(request: web.Request) -> web.Response:
    """All customers, or those with that e-mail address."""
    wanted = answers.known(request, "email", *LIST_FIELDS).text("email")
    rows = request.app[INSTANCE].store.newest_first(KIND)
    return answers.page(request, (it for it in rows if wanted in (None, it["email"])))


@routes.get("/v1/customers/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One customer."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "customer"))


@routes.post("/v1/customers/{id}")
async def update(request: web.Request) -> web.Response:
    """Changes what is given."""
    fields = answers.known(request, *_TEXTS, "metadata")
    instance, customer = request.app[INSTANCE], answers.find(request, KIND, "customer")
    customer |= {name: fields.text(name) for name in _TEXTS if fields.has(name)}
    customer["metadata"] = metadata.changed(fields, customer["metadata"])
    instance.emit("customer.updated", instance.store.save(customer), before={})
    return answers.one(request, customer)


@routes.delete("/v1/customers/{id}")
async def delete(request: web.Request) -> web.Response:
    """Forgets the customer."""
    instance, customer = request.app[INSTANCE], answers.find(request, KIND, "customer")
    instance.store.delete(customer)
    instance.emit("customer.deleted", customer)
    instance.store.commit()
    return web.json_response({"id": customer["id"], "object": KIND, "deleted": True})
