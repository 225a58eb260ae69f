"""Two builds of the worker side by side: what began on one stays there."""

import pytest
from temporalio.api.workflowservice.v1 import SetWorkerDeploymentCurrentVersionRequest
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker

from server.ordering.orders.domain import Order
from tests.support.components import Temporal
from tests.workflows.lives import workflow_of
from tests.workflows.orders import Orders
from tests.workflows.waiting import until
from workflows.names import DEPLOYMENT
from workflows.order.convert import order_to_follow
from workflows.relay.subjects.orders import OrderWorkflows
from workflows.worker import How, Site, order_worker

pytestmark = pytest.mark.slow


@pytest.fixture
async def client(own_temporal: Temporal) -> Client:
    return await Client.connect(own_temporal.address)


async def test_an_order_stays_with_the_build_it_began_on(client: Client, orders: Orders) -> None:
    async with build(client, orders, "a"):
        await make_current(client, "a")
        early = await begun(client, orders)
        await until_on(client, early, "a")
        async with build(client, orders, "b"):
            await make_current(client, "b")
            late = await begun(client, orders)
            await until_on(client, late, "b")
            for order in (early, late):
                ended = await orders.do("cancel", order)
                await OrderWorkflows(client).tell([order_to_follow(ended)])
                await workflow_of(client, order).result()
            await until_on(client, early, "a")


def build(client: Client, orders: Orders, name: str) -> Worker:
    site = Site(client=client, database=orders.database, clock=orders.clock)
    return order_worker(site, How(build=name, grace_seconds=1))


async def begun(client: Client, orders: Orders) -> Order:
    order = await orders.place()
    await OrderWorkflows(client).tell([order_to_follow(order)])
    return order


async def make_current(client: Client, name: str) -> None:
    """What `temporal worker deployment set-current-version` does, once the build has polled."""
    request = SetWorkerDeploymentCurrentVersionRequest(
        namespace=client.namespace, deployment_name=DEPLOYMENT, build_id=name
    )

    async def is_current() -> bool:
        try:
            await client.workflow_service.set_worker_deployment_current_version(request)
        except RPCError:
            return False
        return True

    await until(is_current)


async def until_on(client: Client, order: Order, name: str) -> None:
    async def is_on() -> bool:
        description = await workflow_of(client, order).describe()
        info = description.raw_description.workflow_execution_info.versioning_info
        return info.deployment_version.build_id == name

    await until(is_on)
