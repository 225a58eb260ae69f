"""Orders on a real database, for real workflows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local.home import Home
from deploy.local.process import Process
from deploy.local.programs import start_worker
from server.clock import SystemClock
from server.ordering.orders import repository as order_documents
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod, Temporal
from tests.workflows.orders import Orders
from tests.workflows.program import StartProgram, environment


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


@pytest.fixture
async def start_program(
    tmp_path: Path, mongod_server: Mongod, database: str, own_temporal: Temporal
) -> AsyncIterator[StartProgram]:
    """A function that starts the program; all are stopped with the test."""
    started: list[Process] = []
    settings = environment(mongod_server, database, own_temporal)

    async def start() -> Process:
        home = Home(tmp_path / f"program-{len(started)}")
        started.append(await start_worker(home, settings))
        return started[-1]

    yield start
    for process in started:
        await process.stop()
