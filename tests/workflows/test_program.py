"""The program as it runs: outages, kill -9, two at once, and a stop in order."""

import asyncio
from pathlib import Path

import pytest
from temporalio.client import Client

from deploy.local import mongod
from deploy.local.ports import free_port
from server.clock import SystemClock
from server.ordering.orders.domain import OrderState
from server.ordering.orders.repository import COLLECTION
from server.storage.client import Database, connect
from tests.support.components import Temporal
from tests.workflows.lives import workflow_of
from tests.workflows.orders import Orders, an_order
from tests.workflows.program import StartElsewhere, StartProgram
from tests.workflows.relays import Followed
from tests.workflows.waiting import until
from workflows.relay.lease import Leases

pytestmark = pytest.mark.slow


@pytest.fixture
async def followed(own_temporal: Temporal) -> Followed:
    return Followed(await Client.connect(own_temporal.address))


async def test_orders_of_an_outage_get_one_workflow_each(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders, followed: Followed
) -> None:
    await start_program()
    before = await orders.place_many(3)
    await followed.until_known(before)
    await own_temporal.stop()
    during = await orders.place_many(20)
    for order in during[:5]:
        await orders.do("accept", order)
    await own_temporal.start()
    after = await orders.place_many(3)
    await followed.until_each_once([*before, *during, *after])


async def test_a_worker_that_starts_a_workflow_begins_it_at_once(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders, followed: Followed
) -> None:
    await start_program()
    order = await orders.place()
    await followed.until_known([order])
    client = await Client.connect(own_temporal.address)
    history = await workflow_of(client, order).fetch_history()
    begun = history.events[0].workflow_execution_started_event_attributes
    assert begun.eager_execution_accepted


async def test_an_order_that_nobody_takes_is_escalated_and_expires(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders
) -> None:
    await start_program()
    order = await orders.place(an_order(SystemClock().now(), escalate_seconds=1, expire_seconds=2))

    async def is_expired() -> bool:
        return (await orders.get(order)).state is OrderState.EXPIRED

    await until(is_expired)
    assert (await orders.get(order)).escalated
    client = await Client.connect(own_temporal.address)
    assert (await workflow_of(client, order).result()).state == OrderState.EXPIRED


async def test_a_program_that_is_killed_forgets_nothing(
    start_program: StartProgram, orders: Orders, followed: Followed
) -> None:
    first = await start_program()
    placing = asyncio.create_task(orders.place_many(100))
    early = await orders.place()
    await followed.until_known([early])
    first.kill()
    placed = [early, *await placing, *await orders.place_many(5)]
    await start_program()
    placed.append(await orders.place())
    await followed.until_each_once(placed)


async def test_a_program_that_is_killed_during_an_outage_forgets_nothing(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders, followed: Followed
) -> None:
    first = await start_program()
    early = await orders.place()
    await followed.until_known([early])
    await own_temporal.stop()
    placed = await orders.place_many(10)
    first.kill()
    placed += await orders.place_many(10)
    await own_temporal.start()
    await start_program()
    await followed.until_each_once([early, *placed])


async def test_two_programs_do_nothing_twice_and_one_goes_on_when_the_other_is_killed(
    start_program: StartProgram, orders: Orders, followed: Followed
) -> None:
    first, _ = await start_program(), await start_program()
    placed = await orders.place_many(10)
    await followed.until_each_once(placed)
    for order in placed:
        await orders.do("accept", order)
        await followed.until_told(order)
    assert {await followed.signals(order) for order in placed} == {1}
    first.kill()
    placed += await orders.place_many(10)
    await followed.until_each_once(placed)


async def test_a_stop_is_orderly_and_lets_the_next_one_work_at_once(
    start_program: StartProgram, orders: Orders, followed: Followed, store: Database
) -> None:
    process = await start_program()
    await followed.until_known([await orders.place()])
    # The second comes from the stream, so it began and knows where it stands.
    await followed.until_known([await orders.place()])
    await process.stop()
    assert await process.ended() == 0
    lease = await Leases(store, COLLECTION).load()
    assert lease.owner == ""
    assert lease.position is not None


async def test_a_stop_does_not_wait_for_an_outage_to_end(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders
) -> None:
    process = await start_program()
    await own_temporal.stop()
    await orders.place()
    await process.stop()
    assert await process.ended() == 0


async def test_a_program_waits_for_a_temporal_that_is_not_there_yet(
    own_temporal: Temporal, start_program: StartProgram, orders: Orders
) -> None:
    await own_temporal.stop()
    starting = asyncio.create_task(start_program())
    order = await orders.place()
    await own_temporal.start()
    await starting
    await Followed(await Client.connect(own_temporal.address)).until_known([order])


async def test_a_program_waits_for_a_database_that_is_away(
    tmp_path: Path, database: str, own_temporal: Temporal, start_elsewhere: StartElsewhere
) -> None:
    port, data = free_port(), tmp_path / "mongod"
    process = await start_elsewhere(mongod.uri(port))
    followed = Followed(await Client.connect(own_temporal.address))
    async with connect(mongod.uri(port)) as client:
        orders = Orders(client[database], SystemClock())
        for log in ("first.log", "second.log"):
            server = await mongod.start(port=port, data=data, log=tmp_path / log, for_tests=True)
            try:
                await followed.until_known([await orders.place()])
            finally:
                server.kill()
    assert process.running
