"""Where everybody is measured: one mongod, our server as its own process, Envoy, a full house."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import grpc

from bench.front import calls_by_outcome, start_unlimited_envoy
from bench.menu import ITEMS, long_menu
from deploy.local import mongod
from deploy.local.home import Home
from deploy.local.ports import Ports, free_port
from deploy.local.process import Process
from deploy.local.programs import start_api
from sandbox.clerk import ClerkClient, RunningClerk
from sandbox.clerk import start as start_clerk
from tests.support.api import Api
from tests.support.house import House, Seat, open_house

DATABASE = "bench"
_PREFIX = "HERE2ORDER_"
_VISITS = 32


@dataclass(slots=True)
class Site:
    """The database, and the server once it runs. Also whom `tests.support.house` calls."""

    folder: Path
    mongod: Process
    mongo_uri: str
    clerk_server: RunningClerk
    clerk: ClerkClient
    ports: Ports
    environment: dict[str, str]
    api: Api = field(init=False)
    house: House = field(init=False)
    seats: list[Seat] = field(default_factory=list)
    _server: Process | None = None
    _envoy: Process | None = None

    @property
    def target(self) -> str:
        """The server itself, host:port."""
        return f"127.0.0.1:{self.ports.api[0]}"

    @property
    def origin(self) -> str:
        """The same through Envoy."""
        return f"127.0.0.1:{self.ports.origin}"

    @property
    def server(self) -> Process:
        """The running server; its workers are children of it."""
        assert self._server is not None  # noqa: S101 - who asks has started it
        return self._server

    @property
    def envoy(self) -> Process:
        """The running Envoy."""
        assert self._envoy is not None  # noqa: S101 - who asks has started it
        return self._envoy

    async def sign_up(self, name: str) -> tuple[str, str]:
        """Somebody new at Clerk: user id and a session token."""
        user = await self.clerk.create_user(f"{name}-{secrets.token_hex(4)}@example.com")
        return user.id, await self.clerk.sign_in(user.id, expires_in_seconds=30 * 86_400)

    async def start_server(self, *, workers: int = 1, env: Mapping[str, str] | None = None) -> None:
        """Starts it, with more or other settings than usual; `env` has full HERE2ORDER_ names."""
        home, merged = Home(self.folder), {**self.environment, **(env or {})}
        self._server = await start_api(home, self.ports, merged, workers=workers)

    async def stop_server(self) -> None:
        """Stops it, if it runs."""
        if self._server is not None:
            await self._server.stop()
            self._server = None

    async def start_envoy(self) -> None:
        """The repository's envoy.yaml before our server, without the limit of calls."""
        self._envoy = await start_unlimited_envoy(self.folder, self.ports)

    async def stop_envoy(self) -> None:
        """Stops it, if it runs."""
        if self._envoy is not None:
            await self._envoy.stop()
            self._envoy = None

    async def calls(self, rpc: str, *, worker: int = 0) -> dict[str, float]:
        """How many calls of /package.Service/Method have ended, by outcome, as the server counts.

        A load generator that speaks plain HTTP/2 takes any answer for a good one.
        """
        return await calls_by_outcome(self._metrics_port + worker, rpc)

    @property
    def _metrics_port(self) -> int:
        return int(self.environment[_PREFIX + "METRICS_LISTEN"].rpartition(":")[2])


@asynccontextmanager
async def database_only(*, workers: int = 1) -> AsyncIterator[Site]:
    """mongod and Clerk run; nothing serves yet, and the database is empty."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="h2o-bench-")))
        ports, metrics = Ports.free(workers), free_port()
        store = await mongod.start(
            port=ports.mongod, data=folder / "mongod", log=folder / "mongod.log"
        )
        stack.push_async_callback(store.stop)
        clerk_server = await start_clerk(folder / "clerk")
        stack.push_async_callback(clerk_server.close)
        clerk = ClerkClient(clerk_server.url, clerk_server.secret_key)
        await stack.enter_async_context(clerk)
        uri = mongod.uri(ports.mongod)
        environment = _environment(uri, ports, metrics, clerk_server)
        site = Site(folder, store, uri, clerk_server, clerk, ports, environment)
        channel = grpc.aio.insecure_channel(site.target)
        site.api = Api(await stack.enter_async_context(channel))
        stack.push_async_callback(site.stop_server)
        stack.push_async_callback(site.stop_envoy)
        yield site


@asynccontextmanager
async def site(
    *,
    items: int = ITEMS,
    visits: int = _VISITS,
    workers: int = 1,
    with_envoy: bool = False,
    env: Mapping[str, str] | None = None,
) -> AsyncIterator[Site]:
    """A house with a menu of so many items, open tables and a guest at each; everything runs."""
    async with database_only(workers=workers) as place:
        await place.start_server(workers=workers, env=env)
        if with_envoy:
            await place.start_envoy()
        place.house = await open_house(place, tables=visits)
        await place.house.publish(long_menu(items))
        place.seats = [await place.house.sit_down(table) for table in range(visits)]
        yield place


def _environment(
    uri: str, ports: Ports, metrics: int, clerk_server: RunningClerk
) -> dict[str, str]:
    settings = {
        "MONGODB_URI": uri,
        "DATABASE": DATABASE,
        "LISTEN": f"127.0.0.1:{ports.api[0]}",
        "METRICS_LISTEN": f"127.0.0.1:{metrics}",
        "TOKEN_SECRET": secrets.token_hex(32),
        "CLERK_ISSUER": clerk_server.issuer,
        "CLERK_JWKS_URL": clerk_server.jwks_url,
    }
    return {_PREFIX + name: value for name, value in settings.items()}
