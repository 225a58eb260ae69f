"""The components themselves: they start, keep what they were given, and come back on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import ClientConnectorError
from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from deploy.local import mongod, programs
from deploy.local.home import Home, environment
from deploy.local.ports import Ports, free_port
from deploy.local.probes import tcp
from tests.support.components import Mongod, Temporal


async def test_mongod_is_primary_and_streams_changes(mongod_server: Mongod, database: str) -> None:
    async with AsyncMongoClient[dict[str, object]](mongod_server.uri) as client:
        orders = client[database]["orders"]
        async with await orders.watch() as changes:
            await orders.insert_one({"_id": "o1"})
            assert (await anext(changes))["documentKey"] == {"_id": "o1"}


async def test_mongod_keeps_what_was_acknowledged_before_a_power_cut(tmp_path: Path) -> None:
    port, data, log = free_port(), tmp_path / "data", tmp_path / "log"
    process = await mongod.start(port=port, data=data, log=log, for_tests=True)
    async with AsyncMongoClient[dict[str, object]](mongod.uri(port)) as client:
        await client["house"]["orders"].insert_one({"_id": "o1"})
    process.kill()
    process = await mongod.start(port=port, data=data, log=log, for_tests=True)
    async with AsyncMongoClient[dict[str, object]](mongod.uri(port)) as client:
        assert await client["house"]["orders"].count_documents({}) == 1
    await process.stop()


async def test_mongod_says_at_once_that_its_data_belongs_to_another_port(tmp_path: Path) -> None:
    data, log = tmp_path / "data", tmp_path / "log"
    process = await mongod.start(port=free_port(), data=data, log=log, for_tests=True)
    await process.stop()
    with pytest.raises(OperationFailure, match="config is invalid or we are not a member"):
        await mongod.start(port=free_port(), data=data, log=log, for_tests=True)


async def test_temporal_comes_back_on_the_same_port_with_its_file(own_temporal: Temporal) -> None:
    client = await Client.connect(own_temporal.address)
    started = await client.start_workflow("anything", id="order/o1", task_queue="nobody")
    await own_temporal.stop()
    await own_temporal.start()
    again = (await Client.connect(own_temporal.address)).get_workflow_handle("order/o1")
    assert (await again.describe()).run_id == started.first_execution_run_id


async def test_phones_whose_templates_cannot_be_made_do_not_stay(tmp_path: Path) -> None:
    home, ports = Home(tmp_path), Ports.free()
    nobody = f"http://127.0.0.1:{free_port()}"
    env = environment(home, ports) | {"HERE2ORDER_TWILIO_API_URL": nobody}
    with pytest.raises(ClientConnectorError):
        await programs.start_twilio(home, ports, env)
    assert not await tcp(ports.twilio)()


async def test_time_can_be_skipped(time_skipping: WorkflowEnvironment) -> None:
    before = await time_skipping.get_current_time()
    await time_skipping.sleep(24 * 60 * 60)
    after = await time_skipping.get_current_time()
    assert (after - before).total_seconds() >= 24 * 60 * 60


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    secret = home.secret()
    assert len(secret) >= 32
    assert Home(tmp_path / "home").secret() == secret
    assert (tmp_path / "home/token_secret").stat().st_mode & 0o077 == 0


def test_settings_point_to_the_ports_of_the_stack(tmp_path: Path) -> None:
    ports = Ports(mongod=1, temporal=2, clerk=3, origin=4, api=(5,))
    settings = environment(Home(tmp_path), ports)
    assert settings["HERE2ORDER_MONGODB_URI"] == "mongodb://127.0.0.1:1/?replicaSet=rs0"
    assert settings["HERE2ORDER_TEMPORAL_ADDRESS"] == "127.0.0.1:2"
    assert settings["HERE2ORDER_CLERK_ISSUER"] == "http://127.0.0.1:3"
    assert settings["HERE2ORDER_PUBLIC_URL"] == "http://localhost:4"
    assert settings["HERE2ORDER_LISTEN"] == "127.0.0.1:5"
