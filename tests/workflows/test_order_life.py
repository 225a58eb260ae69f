"""The life of an order that somebody takes, or nobody, as its workflow sees it."""

from collections.abc import AsyncIterator

import pytest
from temporalio.client import WorkflowFailureError
from temporalio.testing import WorkflowEnvironment

from server.ordering.orders.domain import OrderState
from tests.workflows.lives import Life, a_life
from tests.workflows.orders import ESCALATE_MINUTES, EXPIRE_MINUTES, EXPIRE_SECONDS, Orders
from workflows.names import ESCALATE_ORDER, EXPIRE_ORDER
from workflows.order.messages import Stage

# Without a cache every step replays all that came before it.
pytestmark = pytest.mark.parametrize("cached_workflows", [100, 0], ids=["cached", "replayed"])


@pytest.fixture
async def life(
    time_skipping: WorkflowEnvironment, orders: Orders, cached_workflows: int
) -> AsyncIterator[Life]:
    async with a_life(time_skipping, orders, cached_workflows=cached_workflows) as life:
        yield life


async def test_an_order_taken_in_time_is_left_alone(life: Life) -> None:
    await life.wait(60)
    await life.do("accept")
    await life.wait(EXPIRE_SECONDS)
    await life.do("bump")
    await life.do("serve")
    assert (await life.end()).state == OrderState.SERVED
    assert await life.deeds() == []


async def test_an_order_nobody_takes_is_escalated_and_then_expires(life: Life) -> None:
    ended = await life.end()
    assert await life.deeds() == [
        (ESCALATE_ORDER, ESCALATE_MINUTES),
        (EXPIRE_ORDER, EXPIRE_MINUTES),
    ]
    order = await life.orders.get(life.order)
    assert order.escalated
    assert order.state is OrderState.EXPIRED
    assert (ended.stage, ended.version) == (Stage.ENDED, order.version)


async def test_an_order_taken_after_the_alarm_does_not_expire(life: Life) -> None:
    await life.wait_for_alarm()
    await life.do("accept")
    await life.wait(EXPIRE_SECONDS)
    await life.do("bump")
    await life.do("serve")
    assert (await life.end()).state == OrderState.SERVED
    assert await life.deeds() == [(ESCALATE_ORDER, ESCALATE_MINUTES)]


async def test_an_order_that_a_station_begins_is_taken(life: Life) -> None:
    await life.do("start")
    assert (await life.end()).state == OrderState.IN_PREPARATION
    assert await life.deeds() == []


@pytest.mark.parametrize("action", ["cancel", "reject"])
async def test_an_order_that_ends_ends_its_workflow(life: Life, action: str) -> None:
    await life.wait(20)
    order = await life.do(action)
    assert (await life.end()).state == order.state
    assert await life.deeds() == []


async def test_news_that_is_older_is_no_news(life: Life) -> None:
    taken = await life.orders.do("accept", life.order)
    done = await life.orders.do("bump", life.order)
    await life.tell(done)
    await life.tell(taken)
    await life.tell(life.order)
    await life.do("serve")
    await life.tell(done)
    ended = await life.end()
    assert (ended.state, ended.version) == (OrderState.SERVED, 4)


async def test_a_workflow_that_missed_the_news_learns_them_at_the_alarm(life: Life) -> None:
    taken = await life.orders.do("accept", life.order)
    ended = await life.end()
    assert (ended.state, ended.version) == (OrderState.ACCEPTED, taken.version)
    assert await life.deeds() == [(ESCALATE_ORDER, ESCALATE_MINUTES)]


async def test_an_order_that_is_never_served_is_not_followed_for_ever(life: Life) -> None:
    await life.do("accept")
    ended = await life.end()
    assert (ended.stage, ended.state) == (Stage.TAKEN, OrderState.ACCEPTED)


async def test_an_order_that_is_gone_fails_its_workflow_in_plain_sight(life: Life) -> None:
    await life.orders.database["orders"].delete_one({"_id": life.order.id})
    with pytest.raises(WorkflowFailureError):
        await life.end()
