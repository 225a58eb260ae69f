"""What a test or a developer decides, and at Stripe banks, payers and time do. JSON, /_sandbox/.

- `GET state`: keys, settings, counts. `POST settings {…}`: see `settings.Settings`.
- `POST advance {seconds}`: time passes at once.
- `POST payment_intents/{id}/confirm {method, number, vpa, outcome, amount}`: pays without a page.
- `POST payment_intents/{id}/{approve|decline|settle|fail|expire} {…}`.
- `POST refunds/{id}/finish {failure_reason}`, `POST payment_intents/{id}/dispute {reason}`,
  `POST disputes/{id} {status}`, `POST accounts {id, charges_enabled, reason}`.
- `POST objects/{kind}/{id} {…}`: writes over fields, to make Stripe say what it should not.
- `POST faults`, `GET faults`, `DELETE faults`: see `faults`. `POST forget-keys {key}`.
- Webhooks: see `steering_webhooks`.
"""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.stripe import (
    errors,
)
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.store import Obj, shown

routes = web.RouteTableDef()

_KINDS = ("payment_intent", "charge", "refund", "dispute", "account", "event")


@routes.get("/_sandbox/state")
async def state(request: web.Request) -> web.Response:
    """Who this sandbox is, how it is set, and how much it holds."""
    instance = request.app[INSTANCE]
    return web.json_response(
        {
            "secret_key": instance.secret_key,
            "publishable_key": instance.publishable_key,
            "webhook_secret": instance.webhook_secret,
            "time": instance.timers.time(),
            "settings": asdict(instance.settings),
            "counts": {kind: instance.store.count(kind) for kind in _KINDS},
            "deliveries": instance.deliveries.counts(),
        }
    )


@routes.post("/_sandbox/settings")
async def change_settings(request: web.Request) -> web.Response:
    """Changes some settings, answers all."""
    instance, values = request.app[INSTANCE], await body(request)
    try:
        instance.settings.change(instance.store, values)
    except ValueError as error:
        raise errors.invalid("settings", str(error)) from error
    if "seed" in values:
        instance.deliveries.reseed()
        instance.dice.seed(instance.settings.seed)
    return done(instance, asdict(instance.settings))


@routes.post("/_sandbox/advance")
async def advance(request: web.Request) -> web.Response:
    """Lets time pass at once."""
    instance = request.app[INSTANCE]
    instance.timers.advance(float((await body(request))["seconds"]))
    return done(instance, {"time": instance.timers.time()})


@routes.post("/_sandbox/objects/{kind}/{id}")
async def overwrite(request: web.Request) -> web.Response:
    """Writes over fields of any object, without an event."""
    instance = request.app[INSTANCE]
    obj = find(instance, request.match_info["kind"], request.match_info["id"])
    obj |= await body(request)
    return done(instance, shown(instance.store.save(obj)))


async def body(request: web.Request) -> dict[str, Any]:
    """The JSON object of the call, {} if there is none."""
    said = await request.json() if request.can_read_body else {}
    if not isinstance(said, dict):
        raise errors.invalid("body", "must be an object")
    return said


def find(instance: Instance, kind: str, identifier: str) -> Obj:
    """The object. Raises StripeRefusal `resource_missing`."""
    found = instance.store.get(kind, identifier)
    if found is None:
        raise errors.no_such(kind, identifier, "id")
    return found


def done(instance: Instance, answer: Any) -> web.Response:
    """What was changed lasts before it is answered."""
    instance.store.commit()
    return web.json_response(answer)
