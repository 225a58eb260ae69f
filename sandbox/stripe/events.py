"""Events, kept for 30 days, and the endpoints that are told of them."""

from aiohttp import web

from sandbox.stripe import answers, errors, metadata
from sandbox.stripe.answers import LIST_FIELDS
from sandbox.stripe.deliveries import ENDPOINT
from sandbox.stripe.ids import new_id, token
from sandbox.stripe.instance import API_VERSION, INSTANCE, Instance
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()

KIND = "event"
LIFETIME_SECONDS = 30 * 86400


@routes.get("/v1/events")
async def list_(request: web.Request) -> web.Response:
    """All events of the last 30 days, or those of some types."""
    fields = answers.known(request, "type", "types", "delivery_success", *LIST_FIELDS)
    instance = request.app[INSTANCE]
    types = fields.texts("types") or [it for it in [fields.text("type")] if it]
    oldest = instance.now() - LIFETIME_SECONDS
    rows = (it for it in instance.store.newest_first(KIND) if it["created"] >= oldest)
    return answers.page(request, (it for it in rows if not types or _is_one(it["type"], types)))


@routes.get("/v1/events/{id}")
async def retrieve(request: web.Request) -> web.Response:
    """One event."""
    answers.known(request)
    return answers.one(request, answers.find(request, KIND, "event"))


@routes.post("/v1/webhook_endpoints")
async def create_endpoint(request: web.Request) -> web.Response:
    """A new endpoint; its secret is told this once."""
    fields = answers.known(
        request, "url", "enabled_events", "description", "metadata", "connect", "api_version"
    )
    url, wanted = fields.required_text("url"), fields.texts("enabled_events")
    if not wanted:
        raise errors.missing("enabled_events")
    secret = "whsec_" + token(32)
    endpoint = make_endpoint(request.app[INSTANCE], url, secret, wanted)
    endpoint |= {"description": fields.text("description")}
    endpoint["metadata"] = metadata.changed(fields, {})
    return answers.one(request, request.app[INSTANCE].store.save(endpoint) | {"secret": secret})


@routes.get("/v1/webhook_endpoints")
async def list_endpoints(request: web.Request) -> web.Response:
    """All endpoints."""
    answers.known(request, *LIST_FIELDS)
    return answers.page(request, request.app[INSTANCE].store.newest_first(ENDPOINT))


@routes.delete("/v1/webhook_endpoints/{id}")
async def delete_endpoint(request: web.Request) -> web.Response:
    """Tells that endpoint nothing more."""
    endpoint = answers.find(request, ENDPOINT, "webhook endpoint")
    request.app[INSTANCE].store.delete(endpoint)
    request.app[INSTANCE].store.commit()
    return web.json_response({"id": endpoint["id"], "object": ENDPOINT, "deleted": True})


def make_endpoint(instance: Instance, url: str, secret: str, wanted: list[str]) -> Obj:
    """An endpoint that is told of those kinds; `*` is all. One that has the URL is replaced."""
    for former in instance.store.newest_first(ENDPOINT):
        if former["url"] == url:
            former |= {"_secret": secret, "enabled_events": wanted}
            return instance.store.save(former)
    return instance.store.save(
        {
            "id": new_id("we"),
            "object": ENDPOINT,
            "api_version": API_VERSION,
            "application": None,
            "created": instance.now(),
            "description": None,
            "enabled_events": wanted,
            "livemode": False,
            "metadata": {},
            "status": "enabled",
            "url": url,
            "_secret": secret,
        }
    )


def _is_one(kind: str, wanted: list[str]) -> bool:
    prefix = kind.rpartition(".")[0]
    return kind in wanted or f"{prefix}.*" in wanted
