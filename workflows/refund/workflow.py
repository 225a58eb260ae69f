"""The workflow that follows one refund until the money is there, or will not be.

It may run again when it has ended: something was told late, and it looks once more. Before this
code changes in what it does, or in which order: histories that run must replay (workflows/order).
"""

import contextlib
from dataclasses import replace
from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.names import NEWS, REFUND_WORKFLOW
    from workflows.news import News
    from workflows.refund.activities import RefundActivities
    from workflows.refund.messages import RefundLook, RefundName, RefundProgress
    from workflows.steps import step

# Stripe tells when something happens. These are for when it does not; banks take days.
_PAUSES = tuple(timedelta(seconds=seconds) for seconds in (30, 300, 3600, 6 * 3600))


@workflow.defn(name=REFUND_WORKFLOW)
class RefundWorkflow:
    """Looks at the refund when there is news, and when there is none for long."""

    @workflow.init
    def __init__(self, name: RefundName) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._name = name
        self._has_news = False

    @workflow.run
    async def run(self, name: RefundName) -> RefundProgress:
        """Returns how the refund ended."""
        told, waits = "", 0
        while True:
            self._has_news = False
            look = RefundLook(name=self._name, time=workflow.now())
            progress = await step(RefundActivities.look, look, replace(look, again=True))
            if not progress.pending and progress.state != told:
                await step(RefundActivities.tell, self._name, self._name)
                told = progress.state
            if self._has_news:
                continue
            if not progress.pending:
                return progress
            await self._news_within(_PAUSES[min(waits, len(_PAUSES) - 1)])
            waits += 1

    @workflow.signal(name=NEWS)
    def news(self, news: News) -> None:
        """Something happened at Stripe: a reason to look."""
        self._has_news = True

    async def _news_within(self, pause: timedelta) -> None:
        with contextlib.suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._has_news, timeout=pause)
