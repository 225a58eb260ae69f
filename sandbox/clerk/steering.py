"""What Clerk has no call for and a test or a developer needs. Everything is under /sandbox/.

- `POST /sandbox/rotate-key {keep_previous}`: a new signing key.
- `POST /sandbox/jwks {mode, delay_seconds}`: a fault of the JWKS endpoint (see `gate.MODES`).
- `GET /sandbox/secret-key`: for programs of this machine, which could mint any token anyway.
- `GET /sandbox/stats`, `DELETE /sandbox/stats`: read, reset the counters.
- `POST /sandbox/webhooks {copies}`: how often every event is sent from now on.
- `GET /sandbox/webhooks`: what was told, and what the endpoint answered.
- `POST /sandbox/webhooks/{id}/resend`: one more copy.
- `POST /sandbox/sessions {user_id, status, actor}`: pending and impersonated sessions.
- `POST /sandbox/sessions/{id}/tokens {lifetime_seconds, authorized_party, claims, omit,
  signed_by_stranger}`: any token at all, expired and forged ones too.
"""

from aiohttp import web

from sandbox.clerk import body, errors, objects, tokens
from sandbox.clerk.gate import MODES
from sandbox.clerk.instance import INSTANCE, Instance
from sandbox.clerk.keys import SigningKey
from sandbox.clerk.records import Session, User

routes = web.RouteTableDef()

_MAX_DELAY_SECONDS = 60
_MOST_COPIES = 100
_TOKEN_FIELDS = {"lifetime_seconds", "authorized_party", "claims", "omit", "signed_by_stranger"}


@routes.post("/sandbox/rotate-key")
async def rotate_key(request: web.Request) -> web.Response:
    """A new key signs; `keep_previous: false` also takes the older ones out of the JWKS."""
    fields = await body.read(request, {"keep_previous"})
    keep = fields.values.get("keep_previous", True)
    key = request.app[INSTANCE].keys.rotate(keep_previous=bool(keep))
    return web.json_response({"kid": key.kid})


@routes.post("/sandbox/jwks")
async def set_jwks_fault(request: web.Request) -> web.Response:
    """Sets the fault until the next call; `ok` mends it and lets held callers go."""
    fields = await body.read(request, {"mode", "delay_seconds"})
    mode = fields.required_text("mode")
    known = next((it for it in MODES if it == mode), None)
    if known is None:
        raise errors.invalid("mode", f"must be one of {', '.join(MODES)}")
    delay = fields.values.get("delay_seconds", 0)
    if not isinstance(delay, int | float) or not 0 <= delay <= _MAX_DELAY_SECONDS:
        raise errors.invalid("delay_seconds", f"must be a number from 0 to {_MAX_DELAY_SECONDS}")
    request.app[INSTANCE].gate.set(known, float(delay))
    return _stats(request.app[INSTANCE])


@routes.get("/sandbox/secret-key")
async def secret_key(request: web.Request) -> web.Response:
    """The key of the Backend API, so that nobody has to carry it from a file to a program."""
    return web.json_response({"secret_key": request.app[INSTANCE].secret_key})


@routes.get("/sandbox/stats")
async def stats(request: web.Request) -> web.Response:
    """Counters, and who this instance is."""
    return _stats(request.app[INSTANCE])


@routes.delete("/sandbox/stats")
async def reset_stats(request: web.Request) -> web.Response:
    """Counts from zero again."""
    request.app[INSTANCE].gate.reset_counters()
    return _stats(request.app[INSTANCE])


@routes.post("/sandbox/webhooks")
async def set_copies(request: web.Request) -> web.Response:
    """At least once may be more than once."""
    fields = await body.read(request, {"copies"})
    webhooks = request.app[INSTANCE].webhooks
    webhooks.copies = fields.integer("copies", 1, 0, _MOST_COPIES)
    return web.json_response({"copies": webhooks.copies})


@routes.get("/sandbox/webhooks")
async def list_webhooks(request: web.Request) -> web.Response:
    """Oldest first."""
    told = [
        {"id": one.id, "type": one.kind, "attempts": one.attempts, "status": one.status}
        for one in request.app[INSTANCE].webhooks.messages()
    ]
    return web.json_response(told)


@routes.post("/sandbox/webhooks/{id}/resend")
async def resend(request: web.Request) -> web.Response:
    """Sends it again, now."""
    identifier = request.match_info["id"]
    if not request.app[INSTANCE].webhooks.send_again(identifier):
        raise errors.not_found("message", identifier)
    return web.json_response({"id": identifier})


@routes.post("/sandbox/sessions")
async def open_session(request: web.Request) -> web.Response:
    """A session in a state that otherwise takes a person: `pending`, or with an `actor`."""
    fields = await body.read(request, {"user_id", "status", "actor", "active_organization_id"})
    instance = request.app[INSTANCE]
    session = instance.open_session(
        _user(instance, fields.required_text("user_id")),
        status=fields.text("status") or "active",
        actor=fields.mapping("actor") or None,
        organization_id=fields.text("active_organization_id"),
    )
    return web.json_response(objects.session(session))


@routes.post("/sandbox/sessions/{id}/tokens")
async def mint(request: web.Request) -> web.Response:
    """A token with any lifetime (negative: already expired), claims added, replaced or left
    out, signed by the current key or by a stranger's key under the current key's id."""
    fields = await body.read(request, _TOKEN_FIELDS)
    instance = request.app[INSTANCE]
    most = tokens.MAX_LIFETIME_SECONDS
    lifetime = fields.integer("lifetime_seconds", tokens.LIFETIME_SECONDS, -most, most)
    session = _session(instance, request.match_info["id"])
    claims = instance.claims(session, lifetime, fields.text("authorized_party"))
    claims |= fields.mapping("claims")
    for name in fields.texts("omit"):
        claims.pop(name, None)
    key = instance.keys.current
    if fields.values.get("signed_by_stranger"):
        key = SigningKey(key.kid, SigningKey.make().private)
    return web.json_response(objects.token(key.sign(claims, tokens.SESSION_TOKEN_CATEGORY)))


def _stats(instance: Instance) -> web.Response:
    gate = instance.gate
    return web.json_response(
        {
            "issuer": instance.issuer,
            "kid": instance.keys.current.kid,
            "jwks_mode": gate.mode,
            "jwks_fetches": gate.fetches,
            "jwks_waiting": gate.waiting,
            "jwks_fetches_by_path": gate.by_path,
            "users": len(instance.store.users),
            "sessions": len(instance.store.sessions),
        }
    )


def _user(instance: Instance, identifier: str) -> User:
    user = instance.store.users.get(identifier)
    if user is None:
        raise errors.not_found("user", identifier)
    return user


def _session(instance: Instance, identifier: str) -> Session:
    session = instance.store.sessions.get(identifier)
    if session is None:
        raise errors.not_found("session", identifier)
    return session
