"""The workflow that follows one order from the phone to its end.

Before this code changes in what it does, or in which order: histories that run must replay. Ask
`workflow.patched("what-changed")` and keep the old way beside the new one until the workflows begun
before have ended (a day and a half), save a history of the new way (tests/workflows/record.py), or
deploy it as a new build beside the old one (worker.py).
"""

import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from server.errors import NotFound
    from workflows.names import ORDER_CHANGED, ORDER_WORKFLOW
    from workflows.order.activities import OrderActivities
    from workflows.order.messages import OrderName, OrderProgress, OrderToFollow, Stage
    from workflows.steps import step

#: Dinner is over: an order that was taken, and that nobody called served, is followed no longer.
LONGEST_SERVICE = timedelta(hours=12)

#: Guests are told what becomes of their orders, and get back what they paid in vain.
_GUESTS_ARE_TOLD = "guests-are-told"
_ATTEMPT = timedelta(seconds=20)
# Without an end: while the database is away the order waits with it. Only an order that is not
# there cannot be waited for.
_RETRY = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2,
    maximum_interval=timedelta(seconds=30),
    maximum_attempts=0,
    non_retryable_error_types=[NotFound.__name__],
)


@workflow.defn(name=ORDER_WORKFLOW)
class OrderWorkflow:
    """Alarms the house about an order nobody takes, and ends it when nobody has in time.

    And has the guests told what becomes of it.
    """

    @workflow.init
    def __init__(self, order: OrderToFollow) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._name: OrderName = order.name
        self._progress: OrderProgress = order.progress

    @workflow.run
    async def run(self, order: OrderToFollow) -> OrderProgress:
        """Returns how far the order was when there was nothing more to do."""
        escalate_time = order.place_time + timedelta(seconds=order.escalate_after_seconds)
        expire_time = order.place_time + timedelta(seconds=order.expire_after_seconds)

        if not await self._taken_by(escalate_time):
            await self._do(OrderActivities.escalate)
        if not await self._taken_by(expire_time):
            await self._do(OrderActivities.expire)
        if workflow.patched(_GUESTS_ARE_TOLD):
            await self._tell_until(expire_time + LONGEST_SERVICE)
        else:
            await self._ended_by(expire_time + LONGEST_SERVICE)
        return self._progress

    async def _tell_until(self, moment: datetime) -> None:
        """Has each milestone told once: that it was taken, that it is ready, that it ended."""
        told: set[str] = set()
        while self._milestone not in told:
            told.add(self._milestone)
            await step(OrderActivities.settle, self._name, self._name)
            if self._progress.stage is Stage.ENDED and Stage.ENDED in told:
                return
            await _so_by(moment, lambda: self._milestone not in told)

    @property
    def _milestone(self) -> str:
        return "READY" if self._progress.ready else self._progress.stage.value

    @workflow.signal(name=ORDER_CHANGED)
    def changed(self, progress: OrderProgress) -> None:
        """The order has come further. What is older than what is known is nothing new."""
        if progress.version > self._progress.version:
            self._progress = progress

    async def _taken_by(self, moment: datetime) -> bool:
        return await _so_by(moment, lambda: self._progress.stage is not Stage.WAITING)

    async def _ended_by(self, moment: datetime) -> bool:
        return await _so_by(moment, lambda: self._progress.stage is Stage.ENDED)

    async def _do(self, what: Callable[[OrderActivities, OrderName], Any]) -> None:
        found: OrderProgress = await workflow.execute_activity_method(
            what, self._name, start_to_close_timeout=_ATTEMPT, retry_policy=_RETRY
        )
        self.changed(found)


async def _so_by(moment: datetime, is_so: Callable[[], bool]) -> bool:
    """Waits until it is so, and no longer than until the moment; tells whether it is."""
    left = moment - workflow.now()
    if left > timedelta() and not is_so():
        with contextlib.suppress(TimeoutError):
            await workflow.wait_condition(is_so, timeout=left)
    return is_so()
