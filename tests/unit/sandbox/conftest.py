"""A sandbox Clerk of its own for every test, on a free port."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.clerk import ClerkClient, RunningClerk, start


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
