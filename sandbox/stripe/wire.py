"""How every call of the API is answered: who may, under which id, once per idempotency key."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.stripe import errors, form, idempotency, keys
from sandbox.stripe.errors import StripeRefusal
from sandbox.stripe.faults import Fault
from sandbox.stripe.ids import token
from sandbox.stripe.instance import API_VERSION, CALL, INSTANCE, Call, Instance
from sandbox.stripe.keys import FIELDS

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


_REFUSALS: dict[str, Callable[[], StripeRefusal]] = {
    "conflict": errors.key_in_use,
    "rate_limited": errors.rate_limited,
    "balance_insufficient": errors.balance_insufficient,
    "error_500": errors.broken,
    "error_503": lambda: errors.broken(503),
}


@web.middleware
async def answer_calls(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Everything under /v1: CORS, request id, errors in Stripe's envelope."""
    if not request.path.startswith("/v1/"):
        return await handler(request)
    key = request.headers.get("Idempotency-Key")
    call = Call("req_" + token(14), key)
    mark = CALL.set(call)
    try:
        answer = await _answer(request, handler)
    finally:
        CALL.reset(mark)
    answer.headers["Request-Id"] = call.id or ""
    answer.headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    answer.headers["Access-Control-Allow-Origin"] = "*"
    if key:
        answer.headers["Idempotency-Key"] = key
    return answer


async def _answer(request: web.Request, handler: Handler) -> web.StreamResponse:
    if request.method == "OPTIONS":
        return web.Response(
            status=204,
            headers={"Access-Control-Allow-Headers": "*", "Access-Control-Allow-Methods": "*"},
        )
    instance = request.app[INSTANCE]
    try:
        await _read(request)
        keys.authenticate(request, instance)
        instance.limit()
        return await _with_faults(request, handler, instance)
    except StripeRefusal as refusal:
        return refused(refusal)
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed):
        return refused(errors.no_such_path(request.method, request.path))


def refused(refusal: StripeRefusal) -> web.Response:
    """The refusal as Stripe answers it."""
    log = f"https://dashboard.stripe.com/test/logs/{CALL.get().id}"
    body = {"error": refusal.error | {"request_log_url": log}}
    headers = {"Stripe-Should-Retry": "true"} if refusal.status in (409, 429, 503) else None
    return web.json_response(body, status=refusal.status, headers=headers)


async def _read(request: web.Request) -> None:
    pairs = list(request.query.items())
    if request.method == "POST" and request.can_read_body:
        if request.content_type != "application/x-www-form-urlencoded":
            raise errors.invalid("", "Invalid request (check that your POST content type is form)")
        pairs += [(name, str(value)) for name, value in (await request.post()).items()]
    request[FIELDS] = form.Fields(form.parse(pairs))


async def _with_faults(
    request: web.Request, handler: Handler, instance: Instance
) -> web.StreamResponse:
    fault = instance.faults.meet(request.method, request.path)
    kind = fault.kind if fault else ""
    refuse = _REFUSALS.get(kind)
    if refuse:
        raise refuse()
    if kind == "reset_before":
        return _cut(request)
    if fault and kind == "timeout_before":
        await asyncio.sleep(fault.seconds)
        return _cut(request)
    if kind == "lost_key":
        idempotency.forget(instance, request.headers.get("Idempotency-Key", ""))
    answer = await idempotency.once(request, instance, lambda: _work(request, handler, fault))
    if fault and kind == "timeout_after":
        await asyncio.sleep(fault.seconds)
    return _cut(request) if kind in ("timeout_after", "reset_after") else answer


async def _work(request: web.Request, handler: Handler, fault: Fault | None) -> web.Response:
    """The call itself. What it changed lasts before it is answered."""
    instance = request.app[INSTANCE]
    if fault and fault.kind == "slow":
        await asyncio.sleep(fault.seconds)
    try:
        answer = await handler(request)
    except StripeRefusal as refusal:
        answer = refused(refusal)
    if fault and fault.kind == "error_500_after":
        answer = refused(errors.broken())
    instance.store.commit()
    if instance.dice.random() < instance.settings.before_reply:
        await instance.deliveries.told(set(CALL.get().events))
    if not isinstance(answer, web.Response):
        raise TypeError(f"no plain answer to {request.path}")
    return answer


def _cut(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=503)


@web.middleware
async def answer_steering(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors of /_sandbox/ in the same envelope."""
    if not request.path.startswith("/_sandbox/"):
        return await handler(request)
    try:
        return await handler(request)
    except StripeRefusal as refusal:
        return web.json_response({"error": refusal.error}, status=refusal.status)
    except (KeyError, ValueError) as error:
        wrong = errors.invalid("body", f"Invalid: {error}")
        return web.json_response({"error": wrong.error}, status=400)
