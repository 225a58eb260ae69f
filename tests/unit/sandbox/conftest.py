"""A sandbox Clerk and a sandbox Stripe of its own for every test, on free ports."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import stripe
from aiohttp import web

import sandbox.stripe
from sandbox.clerk import ClerkClient, RunningClerk, start
from tests.support.serving import served
from tests.unit.sandbox.stripe_desk import Desk, Listener, client_of, close


@pytest.fixture
async def clerk(tmp_path: Path) -> AsyncIterator[RunningClerk]:
    """A running instance with no accounts."""
    running = await start(tmp_path / "clerk")
    yield running
    await running.close()


@pytest.fixture
async def client(clerk: RunningClerk) -> AsyncIterator[ClerkClient]:
    """Its client, with the instance's secret key."""
    async with ClerkClient(clerk.url, clerk.secret_key) as made:
        yield made


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    """Somebody who hears webhooks."""
    made, app = Listener(), web.Application()
    app.router.add_post("/hook", made.hear)
    async with served(app) as origin:
        made.url = f"{origin}/hook"
        yield made


@pytest.fixture
async def desk(tmp_path: Path, listener: Listener) -> AsyncIterator[Desk]:
    """A sandbox Stripe that tells the listener, and the official SDK over it."""
    running = await sandbox.stripe.start(tmp_path / "stripe", webhook_url=listener.url)
    http = stripe.AIOHTTPClient()
    yield Desk(running, client_of(running, http))
    await close(http)
    await running.close()
