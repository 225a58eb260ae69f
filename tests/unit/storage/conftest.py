"""A database of one's own, and a feed of it."""

from collections.abc import AsyncIterator

import pytest

from server.storage.change_feed import ChangeFeed
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod


@pytest.fixture
async def store(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """An empty database, reached as the server reaches it."""
    async with connect(mongod_server.uri) as client:
        await ensure_indexes(client[database], {"orders": [], "visits": []})
        yield client[database]


@pytest.fixture
async def feed(store: Database) -> AsyncIterator[ChangeFeed]:
    """A started feed: orders concern their restaurant."""
    feed = ChangeFeed(store)
    feed.route("orders", lambda document: [("orders", document["restaurant_id"])])
    await feed.start()
    yield feed
    await feed.stop()
