"""Steering of payments: what payers and banks do (the calls are listed in `steering`)."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from sandbox.stripe import (
    accounts,
    charges,
    confirming,
    disputes,
    errors,
    fates,
    refunding,
)
from sandbox.stripe.direct import confirm_directly
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.intents import KIND as INTENT
from sandbox.stripe.steering import body, done, find
from sandbox.stripe.store import Obj, shown

routes = web.RouteTableDef()


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
    refund = find(instance, refunding.KIND, request.match_info["id"])
    refunding.finish(instance, refund, said.get("failure_reason"))
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


def _fail(instance: Instance, intent: Obj, said: dict[str, Any]) -> None:
    if intent["status"] != "processing":
        raise errors.unexpected_state(intent, "fail")
    code = said.get("code", "payment_intent_payment_attempt_failed")
    fates.fail(instance, intent, code, said.get("decline_code"))


def _dispute(instance: Instance, intent: Obj, said: dict[str, Any]) -> None:
    charge = find(instance, charges.KIND, intent["latest_charge"] or "")
    disputes.make(instance, charge, said.get("reason", "fraudulent"))


_ACTS: dict[str, Callable[[Instance, Obj, dict[str, Any]], None]] = {
    "confirm": confirm_directly,
    "approve": lambda it, intent, said: confirming.approve(it, intent),
    "decline": lambda it, intent, said: confirming.decline(it, intent),
    "settle": lambda it, intent, said: fates.settle(it, intent, said.get("amount")),
    "expire": lambda it, intent, said: fates.expire(it, intent),
    "fail": _fail,
    "dispute": _dispute,
}
