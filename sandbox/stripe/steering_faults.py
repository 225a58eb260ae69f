"""Steering of faults and of idempotency keys (the calls are listed in `steering`)."""

from aiohttp import web

from sandbox.stripe import errors, idempotency
from sandbox.stripe.faults import Fault
from sandbox.stripe.instance import INSTANCE
from sandbox.stripe.steering import body

routes = web.RouteTableDef()


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
