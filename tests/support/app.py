"""The server as production builds it, in this process, on a free port."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import grpc
import pytest

from sandbox.clerk import ClerkClient, RunningClerk, start
from server.app import App, build_app
from server.clock import SystemClock
from server.config import Settings
from tests.support.api import Api
from tests.support.components import Mongod

#: Where the servers of tests say that they are.
PUBLIC_URL = "http://here2order.test"
#: With which vendors sign in tests.
STRIPE_WEBHOOK_SECRET = "whsec_that_only_tests_know"
TWILIO_AUTH_TOKEN = "a token that only tests know"
CLERK_WEBHOOK_SECRET = "whsec_dGhhdCBvbmx5IHRlc3RzIGtub3c="


@dataclass(slots=True)
class SteeredClock:
    """The machine's clock, which a test may set forward."""

    ahead: timedelta = field(default_factory=timedelta)

    def now(self) -> datetime:
        """Now, and a little later if the test says so."""
        return SystemClock().now() + self.ahead

    def pass_time(self, **duration: float) -> None:
        """Lets time pass at once, e.g. hours=3."""
        self.ahead += timedelta(**duration)


@dataclass(slots=True)
class RunningApp:
    """A server to call, and who can sign in at it."""

    app: App
    port: int
    clock: SteeredClock
    clerk: ClerkClient
    api: Api

    @property
    def target(self) -> str:
        """For a gRPC channel."""
        return f"127.0.0.1:{self.port}"

    async def sign_up(self, name: str) -> tuple[str, str]:
        """Somebody new at Clerk: user id and a session token, for a month."""
        user = await self.clerk.create_user(f"{name}-{secrets.token_hex(4)}@example.com")
        return user.id, await self.clerk.sign_in(user.id, expires_in_seconds=30 * 86_400)


@pytest.fixture
def clock() -> SteeredClock:
    """The server's clock."""
    return SteeredClock()


@pytest.fixture
async def clerk_server(tmp_path: Path) -> AsyncIterator[RunningClerk]:
    """A sandbox Clerk for this test."""
    running = await start(tmp_path / "clerk")
    yield running
    await running.close()


@pytest.fixture
def settings(clerk_server: RunningClerk, mongod_server: Mongod, database: str) -> Settings:
    """The settings of this test's server; override the fixture to change some."""
    return settings_of(clerk_server, mongod_server, database)


@pytest.fixture
async def app(
    settings: Settings, clock: SteeredClock, clerk_server: RunningClerk
) -> AsyncIterator[RunningApp]:
    """A started server."""
    async with serving(settings, clock, clerk_server) as running:
        yield running


def settings_of(clerk_server: RunningClerk, mongod_server: Mongod, database: str) -> Settings:
    """What a server of tests needs to know."""
    return Settings(
        token_secret="a secret that only this test knows, long enough",
        clerk_issuer=clerk_server.issuer,
        clerk_jwks_url=clerk_server.jwks_url,
        mongodb_uri=mongod_server.uri,
        database=database,
        public_url=PUBLIC_URL,
        twilio_auth_token=TWILIO_AUTH_TOKEN,
        stripe_webhook_secrets=(STRIPE_WEBHOOK_SECRET,),
        clerk_webhook_secret=CLERK_WEBHOOK_SECRET,
        stop_grace_seconds=0.5,
    )


@asynccontextmanager
async def serving(
    settings: Settings, clock: SteeredClock, clerk_server: RunningClerk
) -> AsyncIterator[RunningApp]:
    """A started server, for as long as the context lasts; for fixtures that many tests share."""
    built = build_app(settings, clock=clock)
    port = await built.start("127.0.0.1:0")
    channel: Any = grpc.aio.insecure_channel(f"127.0.0.1:{port}")
    try:
        async with ClerkClient(clerk_server.url, clerk_server.secret_key) as clerk, channel:
            yield RunningApp(built, port, clock, clerk, Api(channel))
    finally:
        await built.stop()
