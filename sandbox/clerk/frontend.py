"""What a browser calls: the part of Clerk's Frontend API that keeps a signed-in page supplied
with tokens, and this sandbox's page at `/`, where one signs in by choosing an account.

A browser is known by its `__client` cookie. Any local web page may ask, with credentials, for
a token of its session; `azp` is then that page's origin, as with Clerk.
"""

import html
from importlib import resources
from string import Template

from aiohttp import web

from sandbox.clerk import errors, objects
from sandbox.clerk.errors import Handler
from sandbox.clerk.instance import INSTANCE
from sandbox.clerk.records import Session, User

routes = web.RouteTableDef()

CLIENT_COOKIE = "__client"
DEVELOPER_TOKEN_SECONDS = 12 * 3600
_LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
_RANKS = ("owner", "manager", "staff", "customer")


@routes.get("/")
async def front_page(request: web.Request) -> web.Response:
    """The accounts, with a button each to sign in and to copy a token."""
    return _page(request, notice="")


@routes.post("/sign-in")
async def sign_in(request: web.Request) -> web.Response:
    """Signs this browser in as the chosen account and shows the page again."""
    user = _chosen(request, str((await request.post()).get("user_id", "")))
    session = request.app[INSTANCE].open_session(user)
    answer = web.HTTPSeeOther("/")
    answer.set_cookie(CLIENT_COOKIE, session.client_id, httponly=True, samesite="Lax")
    raise answer


@routes.post("/sign-out")
async def sign_out(request: web.Request) -> web.Response:
    """Ends this browser's session."""
    session = _session(request)
    if session:
        session.status = "ended"
        request.app[INSTANCE].store.save(session)
    raise web.HTTPSeeOther("/")


@routes.post("/developer-token")
async def developer_token(request: web.Request) -> web.Response:
    """A token that lives for hours, to paste into a terminal: as JSON to scripts, else shown
    on the page."""
    instance = request.app[INSTANCE]
    user = _chosen(request, str((await request.post()).get("user_id", "")))
    jwt = instance.mint(instance.open_session(user), DEVELOPER_TOKEN_SECONDS)
    if "application/json" in request.headers.get("Accept", ""):
        return web.json_response(objects.token(jwt))
    hours = DEVELOPER_TOKEN_SECONDS // 3600
    label = f"Token of {html.escape(user.display_name)}, good for {hours} hours"
    return _page(
        request,
        notice=f'<label for="jwt">{label}</label>'
        f'<textarea id="jwt" rows="6" readonly autofocus>{jwt}</textarea>',
    )


@routes.get("/v1/client")
async def client(request: web.Request) -> web.Response:
    """This browser's session, if it has one."""
    session = _session(request)
    rows = [objects.session(session)] if session else []
    last = session.id if session else None
    body = {"object": "client", "sessions": rows, "last_active_session_id": last}
    return web.json_response({"response": body, "client": None})


@routes.post("/v1/client/sessions/{id}/tokens")
async def refresh(request: web.Request) -> web.Response:
    """A fresh session token for this browser, as a page asks for it every 50 seconds."""
    session = _session(request)
    if session is None or session.id != request.match_info["id"]:
        raise errors.signed_out()
    jwt = request.app[INSTANCE].mint(session, authorized_party=request.headers.get("Origin"))
    return web.json_response(objects.token(jwt))


@web.middleware
async def allow_local_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """CORS with credentials for pages of this machine, for the calls a browser makes."""
    origin = request.headers.get("Origin", "")
    if not request.path.startswith("/v1/client") or not _is_local(origin):
        return await handler(request)
    preflight = request.method == "OPTIONS"
    answer = web.Response(status=204) if preflight else await handler(request)
    answer.headers["Access-Control-Allow-Origin"] = origin
    answer.headers["Access-Control-Allow-Credentials"] = "true"
    answer.headers["Access-Control-Allow-Headers"] = "authorization, content-type"
    answer.headers["Vary"] = "Origin"
    return answer


def _is_local(origin: str) -> bool:
    host = origin.partition("://")[2].rpartition(":")[0] or origin.partition("://")[2]
    return host.strip("[]") in _LOCAL_HOSTS


def _session(request: web.Request) -> Session | None:
    instance = request.app[INSTANCE]
    wanted = request.cookies.get(CLIENT_COOKIE)
    live = [
        session
        for session in instance.store.sessions.values()
        if session.client_id == wanted and session.is_live(instance.now_ms())
    ]
    return live[-1] if live else None


def _chosen(request: web.Request, user_id: str) -> User:
    user = request.app[INSTANCE].store.users.get(user_id)
    if user is None:
        raise errors.not_found("user", user_id)
    return user


def _page(request: web.Request, notice: str) -> web.Response:
    instance = request.app[INSTANCE]
    users = sorted(instance.store.users.values(), key=_rank)
    session = _session(request)
    here = instance.store.users.get(session.user_id) if session else None
    return web.Response(
        text=_template("page.html").substitute(
            issuer=html.escape(instance.issuer),
            notice=notice and f'<section class="notice">{notice}</section>',
            signed_in=_signed_in(here) if here else "",
            accounts="".join(_account(user) for user in users) or _template("empty.html").template,
        ),
        content_type="text/html",
        headers={"Cache-Control": "no-store"},
    )


def _rank(user: User) -> tuple[int, str]:
    role = str(user.public_metadata.get("role", ""))
    return (_RANKS.index(role) if role in _RANKS else len(_RANKS), user.display_name)


def _account(user: User) -> str:
    initials = "".join(part[0] for part in user.display_name.split()[:2]).upper()
    return _template("account.html").substitute(
        id=html.escape(user.id),
        name=html.escape(user.display_name),
        initials=html.escape(initials),
        identifier=html.escape(user.identifier or ""),
        role=html.escape(str(user.public_metadata.get("role", "no role"))),
        title=html.escape(str(user.public_metadata.get("title", ""))),
    )


def _signed_in(user: User) -> str:
    return _template("signed_in.html").substitute(name=html.escape(user.display_name))


def _template(name: str) -> Template:
    return Template(resources.files("sandbox.clerk").joinpath("pages", name).read_text("utf-8"))
