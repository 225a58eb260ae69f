"""`python -m tests.workflows.record [name …]`: saves histories of real runs, for replay.

Every history in histories/ must replay for as long as a workflow like it may be open. When the
workflow learns a new way, add a story and record that one alone; the old ones stay as they are.
"""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from deploy.local import mongod, temporal
from deploy.local.ports import free_port
from server.clock import SystemClock
from server.storage.client import connect
from tests.workflows.lives import workflow_of
from tests.workflows.orders import Orders, an_order, open_house
from tests.workflows.waiting import until
from workflows.order.convert import order_to_follow
from workflows.order.workflow import LONGEST_SERVICE
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.worker import How, Site, order_worker

HISTORIES = Path(__file__).with_name("histories")

#: What happens in each: "tell" is the relay, "alarm" waits until the order is escalated, "asked"
#: until the workflow has asked for that in vain; all else is done to the order.
STORIES: Mapping[str, str] = {
    "taken_in_time": "tell accept tell bump serve tell",
    "taken_after_the_alarm": "tell alarm accept tell bump serve tell",
    "taken_unheard": "tell accept asked bump serve tell",
    "expired": "tell",
    "cancelled": "tell cancel tell",
    "heard_of_late": "accept tell bump serve tell",
    "long_overdue": "tell",
    "never_served": "accept tell",
    "told_of_all": "tell accept tell bump tell serve tell",
    "told_of_the_end": "tell cancel tell",
    "ended_unheard": "cancel tell",
}
_ASKED = EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED
_ESCALATE_SECONDS, _EXPIRE_SECONDS = 2, 4
_LONG_AGO = {
    "long_overdue": timedelta(hours=1),
    # A few seconds before it is followed no longer.
    "never_served": timedelta(seconds=_EXPIRE_SECONDS - 3) + LONGEST_SERVICE,
}


async def record(names: Sequence[str]) -> None:
    """Lives each story, and writes down what Temporal has of it."""
    async with _components() as (client, orders):
        for name in names:
            history = await _live(name, client, orders)
            (HISTORIES / f"{name}.json").write_text(history + "\n")
            sys.stdout.write(f"{name}\n")


async def _live(name: str, client: Client, orders: Orders) -> str:
    place_time = orders.clock.now() - _LONG_AGO.get(name, timedelta())
    order = await orders.place(
        an_order(place_time, escalate_seconds=_ESCALATE_SECONDS, expire_seconds=_EXPIRE_SECONDS)
    )
    workflow = workflow_of(client, order)

    async def alarmed() -> bool:
        return (await orders.get(order)).escalated

    async def asked() -> bool:
        return any(event.event_type == _ASKED for event in (await workflow.fetch_history()).events)

    for step in STORIES[name].split():
        if step == "tell":
            await OrderWorkflows(client).tell([order_to_follow(await orders.get(order))])
        elif step == "alarm":
            await until(alarmed)
        elif step == "asked":
            await until(asked)
        else:
            await orders.do(step, order)
    await workflow.result()
    return (await workflow.fetch_history()).to_json()


@asynccontextmanager
async def _components() -> AsyncIterator[tuple[Client, Orders]]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = free_port()
        database = await mongod.start(port=port, data=folder / "data", log=folder / "mongod.log")
        stack.push_async_callback(database.stop)
        server = await temporal.start(
            port=(temporal_port := free_port()), file=folder / "t.db", log=folder / "temporal.log"
        )
        stack.push_async_callback(server.stop)
        # Histories name who did what; not this machine.
        client = await Client.connect(temporal.address(temporal_port), identity="recorder")
        mongo = await stack.enter_async_context(connect(mongod.uri(port)))
        orders = Orders(mongo["recorded"], SystemClock())
        await open_house(orders.database, orders.clock)
        site = Site(client=client, database=orders.database, clock=orders.clock)
        await stack.enter_async_context(order_worker(site, How()))
        yield client, orders


if __name__ == "__main__":
    asyncio.run(record(sys.argv[1:] or list(STORIES)))
