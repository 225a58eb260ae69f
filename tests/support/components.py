"""The real components. Each worker process has its own mongod and Temporal, started when asked for.

A mongod a worker starts in half a second and shares nothing, so tests need no locks among workers;
each test has a database of its own in it.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest
import yaml
from pymongo import MongoClient

from deploy.local import binaries, envoy, mongod, temporal
from deploy.local.ports import Ports, free_port
from deploy.local.process import Process

if TYPE_CHECKING:  # takes a second, and most runs need none of it
    from temporalio.testing import WorkflowEnvironment

_T = TypeVar("_T")
Change = Callable[[dict[str, Any]], None]


@dataclass(slots=True)
class Mongod:
    """A replica set of one, journaled as in production, with data that ends with the run."""

    port: int
    process: Process

    @property
    def uri(self) -> str:
        return mongod.uri(self.port)


@dataclass(slots=True)
class Temporal:
    """Temporal's dev server with a file, which survives `stop` and `start`."""

    port: int
    folder: Path
    process: Process | None = None

    @property
    def address(self) -> str:
        return temporal.address(self.port)

    async def start(self) -> None:
        """On the same port and file as before."""
        self.process = await temporal.start(
            port=self.port, file=self.folder / "temporal.db", log=self.folder / "temporal.log"
        )

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process = None

    async def stop(self) -> None:
        """An outage begins."""
        if self.process is not None:
            await self.process.stop()
            self.process = None


@dataclass(slots=True)
class Envoy:
    """Envoy with the repository's envoy.yaml on free ports."""

    ports: Ports
    process: Process

    @property
    def target(self) -> str:
        """For a gRPC channel."""
        return f"127.0.0.1:{self.ports.origin}"

    @property
    def origin(self) -> str:
        """For a browser."""
        return f"http://127.0.0.1:{self.ports.origin}"


class StartEnvoy(Protocol):
    """Starts Envoy before these servers; it is stopped with the test.

    `change` may alter the configuration first, to reach a limit sooner than the real one.
    """

    async def __call__(
        self, *api: int, web: int | None = None, change: Change | None = None
    ) -> Envoy: ...


@pytest.fixture(scope="session")
def mongod_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mongod]:
    """One for the whole worker process."""
    folder, port = tmp_path_factory.mktemp("mongod"), free_port()
    started = mongod.start(
        port=port, data=folder / "data", log=folder / "mongod.log", for_tests=True
    )
    process = _blocking(started)
    yield Mongod(port, process)
    process.kill()


@pytest.fixture(scope="session")
def _mongo_admin(mongod_server: Mongod) -> Iterator[MongoClient[dict[str, Any]]]:
    with MongoClient[dict[str, Any]](mongod_server.uri) as client:
        yield client


@pytest.fixture
def database(_mongo_admin: MongoClient[dict[str, Any]]) -> Iterator[str]:
    """The name of an empty database that no other test has; dropped afterwards."""
    name = f"test_{secrets.token_hex(6)}"
    yield name
    _mongo_admin.drop_database(name)


@pytest.fixture(scope="session")
def temporal_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Temporal]:
    """One for the whole worker process. A test that stops it takes `own_temporal`."""
    server = Temporal(free_port(), tmp_path_factory.mktemp("temporal"))
    _blocking(server.start())
    yield server
    _blocking(server.stop())


@pytest.fixture
async def own_temporal(tmp_path: Path) -> AsyncIterator[Temporal]:
    """One for this test alone, to be stopped and started in it."""
    server = Temporal(free_port(), tmp_path)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def time_skipping() -> AsyncIterator[WorkflowEnvironment]:
    """Temporal's test server, in which days pass at once."""
    from temporalio.testing import WorkflowEnvironment

    path = binaries.find(binaries.TEMPORAL_TEST_SERVER)
    async with await WorkflowEnvironment.start_time_skipping(
        test_server_existing_path=str(path)
    ) as environment:
        yield environment


@pytest.fixture
async def start_envoy(tmp_path: Path) -> AsyncIterator[StartEnvoy]:
    """A function that starts Envoy before given ports; see StartEnvoy."""
    started: list[Process] = []

    async def start(*api: int, web: int | None = None, change: Change | None = None) -> Envoy:
        ports = Ports(origin=free_port(), admin=free_port(), web=web or free_port(), api=api)
        rendered = envoy.render(ports)
        if change is not None:
            change(rendered)
        config = tmp_path / f"envoy-{ports.origin}.yaml"
        config.write_text(yaml.safe_dump(rendered))
        log = config.with_suffix(".log")
        started.append(await envoy.start(config=config, admin_port=ports.admin, log=log))
        return Envoy(ports, started[-1])

    yield start
    for process in started:
        await process.stop()


def _blocking(work: Coroutine[Any, Any, _T]) -> _T:
    """Runs it in a loop of its own and leaves the tests' loops alone."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
