"""Backend API: sessions and their tokens."""

import secrets

from aiohttp import web

from sandbox.clerk import body, errors, objects, tokens
from sandbox.clerk.instance import INSTANCE
from sandbox.clerk.records import Session

routes = web.RouteTableDef()


@routes.post("/v1/sessions")
async def create(request: web.Request) -> web.Response:
    """Signs a user in, without a browser; Clerk offers this in test instances only."""
    fields = await body.read(request, {"user_id", "active_organization_id"})
    instance = request.app[INSTANCE]
    user_id = fields.required_text("user_id")
    user = instance.store.users.get(user_id)
    if user is None:
        raise errors.not_found("user", user_id)
    organization_id = fields.text("active_organization_id")
    if organization_id:
        organization = instance.store.organizations.get(organization_id)
        if organization is None or organization.membership_of(user_id) is None:
            raise errors.not_found("organization", organization_id)
    session = instance.open_session(user, organization_id=organization_id)
    return web.json_response(objects.session(session))


@routes.get("/v1/sessions")
async def list_sessions(request: web.Request) -> web.Response:
    """Newest first, by client, user and status; `paginated=true` wraps the rows."""
    asked = {name: request.query.get(name) for name in ("client_id", "user_id", "status")}
    found = [
        session
        for session in reversed(request.app[INSTANCE].store.sessions.values())
        if all(value in (None, getattr(session, name)) for name, value in asked.items())
    ]
    rows = [objects.session(session) for session in body.page(request, found)]
    if request.query.get("paginated") == "true":
        return web.json_response({"data": rows, "total_count": len(found)})
    return web.json_response(rows)


@routes.get("/v1/sessions/{id}")
async def get(request: web.Request) -> web.Response:
    """One session."""
    return web.json_response(objects.session(_session(request)))


@routes.post("/v1/sessions/{id}/revoke")
async def revoke(request: web.Request) -> web.Response:
    """Ends the session; tokens already out live on until they expire, as with Clerk."""
    session = _session(request)
    instance = request.app[INSTANCE]
    session.status = "revoked"
    session.updated_at = instance.now_ms()
    instance.store.save(session)
    return web.json_response(objects.session(session))


@routes.post("/v1/sessions/{id}/tokens")
async def create_token(request: web.Request) -> web.Response:
    """A session token; `azp` is the Origin header if the caller sends one."""
    lifetime = await _lifetime_seconds(request)
    session = _live_session(request)
    jwt = request.app[INSTANCE].mint(session, lifetime, request.headers.get("Origin"))
    return web.json_response(objects.token(jwt))


@routes.post("/v1/sessions/{id}/tokens/{template}")
async def create_template_token(request: web.Request) -> web.Response:
    """A token of a JWT template. Every template here adds nothing but its category and `jti`,
    by which a server can tell that it is no session token."""
    lifetime = await _lifetime_seconds(request)
    session = _live_session(request)
    instance = request.app[INSTANCE]
    claims = instance.claims(session, lifetime, request.headers.get("Origin"))
    kept = ("azp", "exp", "iat", "iss", "nbf", "sub")
    claims = {name: claims[name] for name in kept if name in claims}
    claims["jti"] = secrets.token_hex(10)
    return web.json_response(
        objects.token(instance.keys.current.sign(claims, tokens.TEMPLATE_TOKEN_CATEGORY))
    )


async def _lifetime_seconds(request: web.Request) -> int:
    fields = await body.read(request, {"expires_in_seconds"})
    return fields.integer(
        "expires_in_seconds",
        tokens.LIFETIME_SECONDS,
        tokens.MIN_LIFETIME_SECONDS,
        tokens.MAX_LIFETIME_SECONDS,
    )


def _session(request: web.Request) -> Session:
    identifier = request.match_info["id"]
    session = request.app[INSTANCE].store.sessions.get(identifier)
    if session is None:
        raise errors.not_found("session", identifier)
    return session


def _live_session(request: web.Request) -> Session:
    session = _session(request)
    if not session.is_live(request.app[INSTANCE].now_ms()):
        raise errors.not_found("session", session.id)
    return session
