"""A database for the relay's lease."""

from collections.abc import AsyncIterator

import pytest

from server.storage.client import Database, connect
from tests.support.components import Mongod


@pytest.fixture
async def store(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """An empty database."""
    async with connect(mongod_server.uri) as client:
        yield client[database]
