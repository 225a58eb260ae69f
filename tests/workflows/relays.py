"""A relay at work in this process, and what Temporal heard from it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from server.clock import SystemClock
from server.ordering.orders.domain import Order
from server.storage.client import Database
from tests.workflows.lives import workflow_of
from tests.workflows.waiting import until
from workflows.names import order_workflow_id
from workflows.relay.relay import Relay
from workflows.relay.subjects.orders import OrderWorkflows

_SIGNALED = EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED


@asynccontextmanager
async def relaying(
    database: Database, client: Client, *, lease_seconds: float = 6
) -> AsyncIterator[asyncio.Task[None]]:
    """A relay of orders works until the block ends, which stops it in order."""
    relay = Relay(database, OrderWorkflows(client), SystemClock(), lease_seconds=lease_seconds)
    async with at_work(relay) as work:
        yield work


@asynccontextmanager
async def at_work(relay: Relay[Any]) -> AsyncIterator[asyncio.Task[None]]:
    """Likewise, any relay."""
    work = asyncio.create_task(relay.run())
    try:
        yield work
    finally:
        work.cancel()
        await asyncio.wait([work])
        if not work.cancelled():
            work.result()


class Followed:
    """What Temporal knows of orders."""

    def __init__(self, client: Client) -> None:
        """`client` is connected."""
        self._client = client

    async def is_known(self, order: Order) -> bool:
        """The order has a workflow, be it over."""
        try:
            await workflow_of(self._client, order).describe()
        except RPCError as error:
            if error.status is RPCStatusCode.NOT_FOUND:
                return False
            raise
        return True

    async def signals(self, order: Order) -> int:
        """How often its workflow was told something."""
        history = await workflow_of(self._client, order).fetch_history()
        return sum(event.event_type == _SIGNALED for event in history.events)

    async def until_known(self, orders: Iterable[Order]) -> None:
        """Waits until each has a workflow."""
        for order in orders:
            await until(lambda order=order: self.is_known(order))  # type: ignore[misc]

    async def until_told(self, order: Order) -> None:
        """Waits until its workflow was told something."""

        async def is_told() -> bool:
            return await self.signals(order) > 0

        await until(is_told)

    async def until_each_once(self, orders: Iterable[Order]) -> None:
        """Waits until Temporal has these workflows, and fails if it has any other or one twice."""
        expected = Counter(order_workflow_id(order.id) for order in orders)

        async def has_them() -> bool:
            found = Counter([one.id async for one in self._client.list_workflows()])
            assert not found - expected, "there are too many workflows"
            return found == expected

        await until(has_them)
