"""Orders on a real database, for real workflows."""

from collections.abc import AsyncIterator

import pytest

from server.clock import SystemClock
from server.ordering.orders import repository as order_documents
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod
from tests.workflows.orders import Orders


@pytest.fixture
async def store(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """An empty database with the indexes of orders."""
    async with connect(mongod_server.uri) as client:
        await ensure_indexes(
            client[database], {order_documents.COLLECTION: order_documents.INDEXES}
        )
        yield client[database]


@pytest.fixture
def orders(store: Database) -> Orders:
    """What guests and staff do to orders."""
    return Orders(store, SystemClock())
