"""One world for all tests of a module: what they do to it, they do to things of their own."""

import secrets
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandbox.clerk import start
from tests.rpc.access.world import World, build_world
from tests.support.app import SteeredClock, serving, settings_of
from tests.support.components import Mongod


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(
    mongod_server: Mongod, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Two restaurants, and everybody who could call."""
    clerk_server = await start(tmp_path_factory.mktemp("clerk"))
    settings = settings_of(clerk_server, mongod_server, f"test_{secrets.token_hex(6)}")
    async with serving(settings, SteeredClock(), clerk_server) as app:
        yield await build_world(app)
        await app.app.client.drop_database(settings.database)
    await clerk_server.close()
