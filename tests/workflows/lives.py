"""An order's life in fast motion: Temporal's test server lets hours pass at once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle, WorkflowHistory
from temporalio.testing import WorkflowEnvironment

from server.clock import to_millis
from server.ordering.orders.domain import Order
from tests.workflows.orders import ESCALATE_SECONDS, EXPIRE_SECONDS, Orders, an_order
from tests.workflows.waiting import until
from workflows.names import order_workflow_id
from workflows.order.convert import order_to_follow
from workflows.order.messages import OrderProgress
from workflows.order.workflow import LONGEST_SERVICE, OrderWorkflow
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.worker import How, Site, order_worker

Handle = WorkflowHandle[OrderWorkflow, OrderProgress]


@dataclass(frozen=True, slots=True)
class Life:
    """One order and its workflow."""

    environment: WorkflowEnvironment
    orders: Orders
    order: Order
    workflow: Handle

    async def wait(self, seconds: float) -> None:
        """Time passes."""
        await self.environment.sleep(seconds)

    async def wait_for_alarm(self) -> None:
        """Time passes until the order is escalated, and a little more."""
        await self.wait(ESCALATE_SECONDS + 5)
        await until(self._is_escalated)

    async def do(self, action: str) -> Order:
        """It happens to the order, and the relay tells the workflow."""
        order = await self.orders.do(action, self.order)
        await self.tell(order)
        return order

    async def tell(self, order: Order) -> None:
        """What the relay does with this version."""
        await OrderWorkflows(self.environment.client).tell([order_to_follow(order)])

    async def end(self) -> OrderProgress:
        """Time passes until the workflow ends, whatever happens."""
        await self.wait(EXPIRE_SECONDS + LONGEST_SERVICE.total_seconds() + 1)
        return await self.workflow.result()

    async def deeds(self) -> list[tuple[str, int]]:
        """What the workflow did to the order, and how many minutes after it was placed."""
        return deeds(await self.workflow.fetch_history(), self.order.place_time)

    async def _is_escalated(self) -> bool:
        return (await self.orders.get(self.order)).escalated


@asynccontextmanager
async def a_life(
    environment: WorkflowEnvironment, orders: Orders, *, cached_workflows: int = 100
) -> AsyncIterator[Life]:
    """An order was placed just now, and its workflow has begun."""
    order = an_order(to_millis(await environment.get_current_time()))
    site = Site(client=environment.client, database=orders.database, clock=orders.clock)
    async with order_worker(site, How(grace_seconds=1, cached_workflows=cached_workflows)):
        life = Life(environment, orders, order, workflow_of(environment.client, order))
        await orders.place(order)
        await life.tell(order)
        yield life


def workflow_of(client: Client, order: Order) -> Handle:
    """The workflow that follows the order."""
    return client.get_workflow_handle_for(OrderWorkflow.run, order_workflow_id(order.id))


def deeds(history: WorkflowHistory, since: datetime) -> list[tuple[str, int]]:
    """The activities in a history, and how many full minutes after `since` they were asked for.

    Never too early; a little later where the machine is slow.
    """
    return [
        (
            event.activity_task_scheduled_event_attributes.activity_type.name,
            (event.event_time.ToDatetime(UTC) - since) // timedelta(minutes=1),
        )
        for event in history.events
        if event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED
    ]
