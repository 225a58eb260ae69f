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

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.stripe import accounts, charges, confirming, disputes, errors, idempotency, refunds
from sandbox.stripe.direct import confirm_directly
from sandbox.stripe.faults import Fault
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.intents import KIND as INTENT
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


@routes.post("/_sandbox/payment_intents/{id}/{act}")
async def act_on_intent(request: web.Request) -> web.Response:
    """A payer, a bank or time acts on a payment."""
    instance, said = request.app[INSTANCE], await body(request)
    intent = find(instance, INTENT, request.match_info["id"])
    act = _ACTS.get(request.match_info["act"])
    if act is None:
        raise errors.no_such_path(request.method, request.path)
    try:
        act(instance, intent, said)
    except errors.StripeRefusal as refusal:
        if refusal.status != 402:
            raise
    return done(instance, shown(intent))


@routes.post("/_sandbox/refunds/{id}/finish")
async def finish_refund(request: web.Request) -> web.Response:
    """The payer's bank takes the refund, or refuses it with `failure_reason`."""
    instance, said = request.app[INSTANCE], await body(request)
    refund = find(instance, refunds.KIND, request.match_info["id"])
    refunds.finish(instance, refund, said.get("failure_reason"))
    return done(instance, shown(refund))


@routes.post("/_sandbox/disputes/{id}")
async def change_dispute(request: web.Request) -> web.Response:
    """The bank says how a dispute stands."""
    instance, said = request.app[INSTANCE], await body(request)
    dispute = find(instance, disputes.KIND, request.match_info["id"])
    disputes.change(instance, dispute, str(said.get("status")))
    return done(instance, shown(dispute))


@routes.post("/_sandbox/accounts")
async def set_account(request: web.Request) -> web.Response:
    """Makes the account if it is new, and lets it take charges or not."""
    instance, said = request.app[INSTANCE], await body(request)
    identifier = str(said["id"])
    account = accounts.find(instance, identifier) or accounts.make(instance, identifier)
    enabled = bool(said.get("charges_enabled", True))
    if enabled != account["charges_enabled"]:
        accounts.restrict(instance, account, charges=enabled, reason=said.get("reason"))
    return done(instance, shown(account))


@routes.post("/_sandbox/objects/{kind}/{id}")
async def overwrite(request: web.Request) -> web.Response:
    """Writes over fields of any object, without an event."""
    instance = request.app[INSTANCE]
    obj = find(instance, request.match_info["kind"], request.match_info["id"])
    obj |= await body(request)
    return done(instance, shown(instance.store.save(obj)))


@routes.post("/_sandbox/faults")
async def add_fault(request: web.Request) -> web.Response:
    """One more fault."""
    try:
        fault = Fault(**await body(request))
    except (TypeError, ValueError) as error:
        raise errors.invalid("fault", str(error)) from error
    request.app[INSTANCE].faults.all.append(fault)
    return web.json_response(fault.shown())


@routes.get("/_sandbox/faults")
async def list_faults(request: web.Request) -> web.Response:
    """All faults and how often each struck."""
    rows = [fault.shown() for fault in request.app[INSTANCE].faults.all]
    return web.json_response({"data": rows})


@routes.delete("/_sandbox/faults")
async def mend(request: web.Request) -> web.Response:
    """No faults any more."""
    request.app[INSTANCE].faults.all.clear()
    return web.json_response({"data": []})


@routes.post("/_sandbox/forget-keys")
async def forget_keys(request: web.Request) -> web.Response:
    """Idempotency keys are forgotten as if a day had passed: one, or all."""
    gone = idempotency.forget(request.app[INSTANCE], (await body(request)).get("key"))
    return web.json_response({"forgotten": gone})


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


def _fail(instance: Instance, intent: Obj, said: dict[str, Any]) -> None:
    if intent["status"] != "processing":
        raise errors.unexpected_state(intent, "fail")
    code = said.get("code", "payment_intent_payment_attempt_failed")
    confirming.fail(instance, intent, code, said.get("decline_code"))


def _dispute(instance: Instance, intent: Obj, said: dict[str, Any]) -> None:
    charge = find(instance, charges.KIND, intent["latest_charge"] or "")
    disputes.make(instance, charge, said.get("reason", "fraudulent"))


_ACTS: dict[str, Callable[[Instance, Obj, dict[str, Any]], None]] = {
    "confirm": confirm_directly,
    "approve": lambda it, intent, said: confirming.approve(it, intent),
    "decline": lambda it, intent, said: confirming.decline(it, intent),
    "settle": lambda it, intent, said: confirming.settle(it, intent, said.get("amount")),
    "expire": lambda it, intent, said: confirming.expire(it, intent),
    "fail": _fail,
    "dispute": _dispute,
}
