"""Orders on a real database, for real workflows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from temporalio.testing import WorkflowEnvironment

from deploy.local.home import Home
from deploy.local.process import Process
from deploy.local.programs import start_worker
from server.clock import SystemClock
from server.ordering.orders import repository as order_documents
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod, Temporal
from tests.workflows.orders import Orders, open_house
from tests.workflows.program import StartElsewhere, StartProgram, environment
from tests.workflows.tills import Till, a_till


@pytest.fixture
async def store(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """A database with the indexes of orders, and nothing in it but the restaurant."""
    async with connect(mongod_server.uri) as client:
        await ensure_indexes(
            client[database], {order_documents.COLLECTION: order_documents.INDEXES}
        )
        await open_house(client[database], SystemClock())
        yield client[database]


@pytest.fixture
def orders(store: Database) -> Orders:
    """What guests and staff do to orders."""
    return Orders(store, SystemClock())


@pytest.fixture
async def till(
    time_skipping: WorkflowEnvironment, store: Database, tmp_path: Path
) -> AsyncIterator[Till]:
    """A restaurant that takes payments, in a time that can be skipped."""
    async with a_till(time_skipping.client, store, tmp_path, environment=time_skipping) as till:
        yield till


@pytest.fixture
async def start_elsewhere(
    tmp_path: Path, database: str, own_temporal: Temporal
) -> AsyncIterator[StartElsewhere]:
    """A function that starts the program on a given mongod; all are stopped with the test."""
    started: list[Process] = []

    async def start(mongodb_uri: str) -> Process:
        home = Home(tmp_path / f"program-{len(started)}")
        settings = environment(mongodb_uri, database, own_temporal)
        started.append(await start_worker(home, settings))
        return started[-1]

    yield start
    for process in started:
        await process.stop()


@pytest.fixture
def start_program(start_elsewhere: StartElsewhere, mongod_server: Mongod) -> StartProgram:
    """A function that starts the program; all are stopped with the test."""
    return lambda: start_elsewhere(mongod_server.uri)
