"""Puts the instance behind HTTP."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox.clerk import frontend, organizations, sessions, steering, users
from sandbox.clerk.errors import Handler, answer_errors, key_invalid, key_missing
from sandbox.clerk.instance import INSTANCE, Instance

HOST = "127.0.0.1"
_OPEN_PATHS = ("/v1/jwks", "/v1/client")

_jwks = web.RouteTableDef()


@_jwks.get("/.well-known/jwks.json")
@_jwks.get("/v1/jwks")
async def _serve_jwks(request: web.Request) -> web.Response:
    instance = request.app[INSTANCE]
    return await instance.gate.answer(request.path, instance.keys.jwks())


@web.middleware
async def require_secret_key(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The Backend API takes the instance's secret key and nothing else."""
    if request.path.startswith("/v1/") and not _is_open(request.path):
        scheme, _, key = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not key:
            raise key_missing()
        if key != request.app[INSTANCE].secret_key:
            raise key_invalid()
    return await handler(request)


def _is_open(path: str) -> bool:
    return any(path == it or path.startswith(it + "/") for it in _OPEN_PATHS)


def build_app(instance: Instance) -> web.Application:
    """Every route of the sandbox, over one instance."""
    app = web.Application(
        middlewares=[frontend.allow_local_pages, answer_errors, require_secret_key]
    )
    app[INSTANCE] = instance
    for part in (users, sessions, organizations, frontend, steering):
        app.add_routes(part.routes)
    app.add_routes(_jwks)
    return app


@dataclass(slots=True)
class RunningClerk:
    """A served instance. `close` ends it; its state stays in the data directory."""

    url: str
    instance: Instance
    _runner: web.AppRunner

    @property
    def issuer(self) -> str:
        """What `iss` says in its tokens."""
        return self.instance.issuer

    @property
    def jwks_url(self) -> str:
        """Where the verifying keys are, without a secret."""
        return self.url + "/.well-known/jwks.json"

    @property
    def secret_key(self) -> str:
        """The bearer key of its Backend API."""
        return self.instance.secret_key

    async def close(self) -> None:
        """Stops listening, drops whoever still waits, and closes the file."""
        self.instance.gate.set("ok")
        await self._runner.cleanup()
        await self.instance.webhooks.close()
        self.instance.store.close()


async def start(
    data: Path,
    port: int = 0,
    issuer: str | None = None,
    *,
    secret_key: str | None = None,
    webhook_url: str | None = None,
    webhook_secret: str | None = None,
    host: str = HOST,
) -> RunningClerk:
    """Serves the instance under `data` on 127.0.0.1; port 0 takes a free one.

    `issuer` is the `iss` of its tokens, by default the address it listens on. `secret_key` of the
    Backend API is made and kept if none is given. Events of users go to `webhook_url`, signed by
    `webhook_secret`. Raises OSError when the port is taken.
    """
    instance = Instance.open(
        data,
        issuer or "",
        secret_key=secret_key,
        webhook_url=webhook_url,
        webhook_secret=webhook_secret,
    )
    runner = web.AppRunner(build_app(instance), access_log=None, shutdown_timeout=1.0)
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        await instance.webhooks.close()
        instance.store.close()
        raise
    url = f"http://{HOST}:{runner.addresses[0][1]}"
    instance.issuer = issuer or url
    instance.webhooks.start()
    return RunningClerk(url, instance, runner)
