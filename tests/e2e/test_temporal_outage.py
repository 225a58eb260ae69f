"""Temporal is away for a while: the dinner goes on, and nothing of it is forgotten."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from here2order.ordering.v1 import order_pb2, order_service_pb2
from temporalio.client import Client

from deploy.local.home import Home
from deploy.local.programs import start_worker
from tests.support.components import Temporal
from tests.support.house import House, lassi, open_house
from tests.support.server_process import ServerProcess
from tests.support.watching import guest_watcher, kitchen_watcher
from tests.workflows.waiting import until
from workflows.names import order_workflow_id

pytestmark = pytest.mark.slow


@pytest.fixture
async def house(
    server_process: ServerProcess, own_temporal: Temporal, tmp_path: Path
) -> AsyncIterator[House]:
    """A restaurant with its server, and its workflows' program beside it."""
    settings = {**server_process.environment, "HERE2ORDER_TEMPORAL_ADDRESS": own_temporal.address}
    program = await start_worker(Home(tmp_path / "program"), settings)
    yield await open_house(server_process)
    await program.stop()


async def runs_of(client: Client) -> list[str]:
    """The id of every workflow, once for each time that it ran."""
    return [run.id async for run in client.list_workflows()]


async def test_orders_are_taken_and_shown_live_and_each_gets_its_workflow_once(
    house: House, own_temporal: Temporal
) -> None:
    seat = await house.sit_down()
    page = guest_watcher(house.api, seat.token)
    screen = kitchen_watcher(house.api, house.tokens["DEVICE"])
    page.connect()
    screen.connect()
    await page.caught_up()
    await screen.caught_up()

    before = await house.order(seat)
    await own_temporal.stop()
    during = [await house.order(seat, lassi()) for _ in range(8)]
    ids = {order.id for order in (before, *during)}
    await page.until(lambda it: ids <= set(it.orders))
    await screen.until(lambda it: ids <= {order_id for order_id, _ in it.tickets})
    accept = order_service_pb2.AcceptOrderRequest(order_id=during[0].id)
    await house.api.orders.AcceptOrder(accept, metadata=house.as_("DEVICE"))
    accepted = order_pb2.ORDER_STATE_ACCEPTED
    await page.until(lambda it: it.orders[during[0].id].state == accepted)

    await own_temporal.start()
    client = await Client.connect(own_temporal.address)
    after = await house.order(seat)
    expected = sorted(order_workflow_id(order_id) for order_id in (*ids, after.id))

    async def all_run() -> bool:
        return len(await runs_of(client)) >= len(expected)

    await until(all_run, seconds=60)
    assert sorted(await runs_of(client)) == expected
