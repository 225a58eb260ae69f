"""What no call of Twilio's can do: faults, phones that write and read, how callbacks are made."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.twilio import fates, inbound
from sandbox.twilio.account import ACCOUNT, Account
from sandbox.twilio.callbacks import Manner
from sandbox.twilio.errors import FAILURES, REFUSALS, ApiError
from sandbox.twilio.faults import WAYS, Fault, FaultUnknown
from sandbox.twilio.records import Message

routes = web.RouteTableDef()
CALLBACK_URL: web.AppKey[str] = web.AppKey("callback_url", str)


@routes.get("/_sandbox/state")
async def state(request: web.Request) -> web.Response:
    """Everything that the page shows."""
    account = request.app[ACCOUNT]
    return web.json_response(
        {
            "account_sid": account.sid,
            "sms_from": account.sms_from,
            "whatsapp_from": account.whatsapp_from,
            "messages": [_shown(message) for message in account.newest()],
            "phones": {one.number: asdict(one) for one in account.store.phones.values()},
            "faults": account.faults.shown(),
            "manner": asdict(account.callbacks.manner),
            "callbacks": account.callbacks.log[-100:],
            "calls": account.calls,
            "choices": {
                "refuse": {str(code): text for code, (_, text) in REFUSALS.items()},
                "fail": {str(code): text for code, text in FAILURES.items()},
                "way": sorted(WAYS),
            },
        }
    )


@routes.post("/_sandbox/faults")
async def add_fault(request: web.Request) -> web.Response:
    """One more rule."""
    try:
        fault = Fault(**(await request.json()))
    except (TypeError, FaultUnknown) as error:
        return web.json_response({"error": str(error)}, status=400)
    request.app[ACCOUNT].faults.rules.append(fault)
    return web.json_response({})


@routes.delete("/_sandbox/faults")
async def clear_faults(request: web.Request) -> web.Response:
    """Nothing goes wrong any more."""
    request.app[ACCOUNT].faults.rules.clear()
    return web.json_response({})


@routes.post("/_sandbox/seed")
async def seed(request: web.Request) -> web.Response:
    """From here on the same seed draws the same."""
    account, number = request.app[ACCOUNT], (await request.json())["seed"]
    account.faults.seed(number)
    account.callbacks.seed(number)
    return web.json_response({})


@routes.post("/_sandbox/callbacks")
async def set_manner(request: web.Request) -> web.Response:
    """How callbacks are made; what is left out becomes as usual."""
    callbacks = request.app[ACCOUNT].callbacks
    callbacks.manner = Manner(**(await request.json()))
    if not callbacks.manner.held:
        callbacks.release()
    return web.json_response({})


@routes.post("/_sandbox/inbound")
async def write(request: web.Request) -> web.Response:
    """A phone writes to our number."""
    account, body = request.app[ACCOUNT], await request.json()
    channel, url = body.get("channel", "sms"), request.app[CALLBACK_URL]
    message = inbound.receive(account, body["from"], body["body"], channel, url)
    return web.json_response(_shown(message))


@routes.post("/_sandbox/messages/{sid}/{status}")
async def advance(request: web.Request) -> web.Response:
    """Somebody reads it, or anything else becomes of it."""
    account: Account = request.app[ACCOUNT]
    message = account.store.messages.get(request.match_info["sid"])
    if message is None:
        raise ApiError(20404)
    message.fate = int(request.query.get("code", message.fate))
    fates.advance(account, message, request.match_info["status"])
    return web.json_response(_shown(message))


def _shown(message: Message) -> dict[str, Any]:
    return asdict(message) | {"phone": message.phone, "is_whatsapp": message.is_whatsapp}
