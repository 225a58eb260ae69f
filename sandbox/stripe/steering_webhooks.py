"""Steering of webhook deliveries. The settings `delivery`, `copies_*`, `delay_*` and
`before_reply` hold for what comes; the calls here act on what is there.

- `GET /_sandbox/webhooks?state=held`: deliveries: waiting, held, dropped, delivered, failed.
- `POST /_sandbox/webhooks/release {shuffle, seed, copies_low, copies_high, forged_every,
  stale_every, then}`: lets go what is held or dropped; `then` is the setting from now on.
- `POST /_sandbox/webhooks/resend {event, fate, copies}`: an event once more, maybe forged.
- `GET /_sandbox/webhooks/{id}/message`: the exact bytes and headers, to send them oneself.
- `POST /_sandbox/webhook_endpoints {url, secret, events}`: where to deliver to.
"""

import random
from typing import Any

from aiohttp import web

from sandbox.stripe import events
from sandbox.stripe.deliveries import ENDPOINT, KIND
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.steering import body, done, find
from sandbox.stripe.store import Obj

routes = web.RouteTableDef()


@routes.get("/_sandbox/webhooks")
async def list_(request: web.Request) -> web.Response:
    """Deliveries, newest first."""
    rows = request.app[INSTANCE].deliveries.all(request.query.get("state"))
    return web.json_response({"data": rows[: int(request.query.get("limit", 100))]})


@routes.post("/_sandbox/webhooks/release")
async def release(request: web.Request) -> web.Response:
    """Sends what is held or dropped, in order or shuffled, with copies and forgeries."""
    instance, said = request.app[INSTANCE], await body(request)
    deliveries = instance.deliveries
    waiting = [it for it in reversed(deliveries.all()) if it["state"] in ("held", "dropped")]
    rows = [*waiting, *_more(instance, waiting, said)]
    if said.get("shuffle"):
        random.Random(said.get("seed", 0)).shuffle(rows)
    instance.settings.change(instance.store, {"delivery": said.get("then", "deliver")})
    deliveries.release(rows)
    forged = sum(row["fate"] != "genuine" for row in rows)
    return done(instance, {"released": len(rows), "forged": forged, "events": len(waiting)})


@routes.post("/_sandbox/webhooks/resend")
async def resend(request: web.Request) -> web.Response:
    """Sends an event again, at once; `fate` genuine, forged or stale."""
    instance, said = request.app[INSTANCE], await body(request)
    event = find(instance, events.KIND, str(said["event"]))
    rows = [
        instance.deliveries.held(event, endpoint, said.get("fate", "genuine"))
        for endpoint in instance.store.newest_first(ENDPOINT)
        for _ in range(int(said.get("copies", 1)))
    ]
    instance.deliveries.release(rows)
    return web.json_response({"data": rows})


@routes.get("/_sandbox/webhooks/{id}/message")
async def message(request: web.Request) -> web.Response:
    """What that delivery carries, signed now."""
    instance = request.app[INSTANCE]
    delivery = find(instance, KIND, request.match_info["id"])
    endpoint = instance.store.need(ENDPOINT, delivery["endpoint"])
    content, headers = instance.deliveries.message(delivery, endpoint)
    return web.json_response({"body": content.decode(), "headers": headers})


@routes.post("/_sandbox/webhook_endpoints")
async def set_endpoint(request: web.Request) -> web.Response:
    """Delivers to that URL from now on."""
    instance, said = request.app[INSTANCE], await body(request)
    secret = str(said.get("secret") or instance.webhook_secret)
    endpoint = events.make_endpoint(
        instance, str(said["url"]), secret, list(said.get("events", ["*"]))
    )
    return done(instance, {"id": endpoint["id"], "url": endpoint["url"], "secret": secret})


def _more(instance: Instance, genuine: list[Obj], said: dict[str, Any]) -> list[Obj]:
    dice = random.Random(said.get("seed", 0))
    low, high = int(said.get("copies_low", 1)), int(said.get("copies_high", 1))
    rows: list[Obj] = []
    for number, delivery in enumerate(genuine, start=1):
        fates = ["genuine"] * (dice.randint(low, high) - 1)
        for fate in ("forged", "stale"):
            every = int(said.get(f"{fate}_every", 0))
            fates += [fate] * bool(every and number % every == 0)
        event = instance.store.need(events.KIND, delivery["event"])
        endpoint = instance.store.need(ENDPOINT, delivery["endpoint"])
        rows += [instance.deliveries.held(event, endpoint, fate) for fate in fates]
    return rows
