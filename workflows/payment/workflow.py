"""The workflow that follows one payment until no more money can come.

All that it knows stands in the payment's document and at Stripe; it waits, and has somebody look.
It may run again when it has ended: something was told late, and it looks once more. Before this
code changes in what it does, or in which order: histories that run must replay (workflows/order).
"""

import contextlib
from dataclasses import replace
from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.names import NEWS, PAYMENT_WORKFLOW
    from workflows.news import News
    from workflows.payment.activities import PaymentActivities
    from workflows.payment.messages import PaymentLook, PaymentName, PaymentProgress
    from workflows.steps import step

# Stripe tells when something happens. These are for when it does not.
_WHILE_PENDING = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 120, 300))
# It has failed, and its PaymentIntent could not be taken back yet: a bank is at work.
_WHILE_OPEN = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 30, 60))
_DISPUTES = "charge.dispute."
_REFUNDS = ("refund.", "charge.refund.")


@workflow.defn(name=PAYMENT_WORKFLOW)
class PaymentWorkflow:
    """Looks at the payment when there is news, when it should have moved, and when time is up."""

    @workflow.init
    def __init__(self, name: PaymentName) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._name = name
        self._progress: PaymentProgress | None = None
        self._has_news = False
        self._disputes = False
        self._refunds = False
        self._settled_version = 0
        self._waits = 0

    @workflow.run
    async def run(self, name: PaymentName) -> PaymentProgress:
        """Returns how far the payment was when there was nothing more to come."""
        while True:
            progress = await self._look()
            if not progress.pending and progress.version != self._settled_version:
                await step(PaymentActivities.settle, self._name, self._name)
                self._settled_version = progress.version
            if self._has_news:
                continue
            if not progress.open:
                return progress
            await self._news_within(self._pause(progress))

    @workflow.signal(name=NEWS)
    def news(self, news: News) -> None:
        """Something happened at Stripe, or to our own document: a reason to look."""
        self._has_news = True
        self._disputes = self._disputes or news.kind.startswith(_DISPUTES)
        self._refunds = self._refunds or news.kind.startswith(_REFUNDS)

    async def _look(self) -> PaymentProgress:
        look = PaymentLook(
            name=self._name,
            disputes=self._disputes,
            refunds=self._refunds,
            time=workflow.now(),
        )
        self._has_news = self._disputes = self._refunds = False
        found = await step(PaymentActivities.look, look, replace(look, again=True))
        if self._progress is not None and self._progress.pending and not found.pending:
            self._waits = 0
        self._progress = found
        return found

    def _pause(self, progress: PaymentProgress) -> timedelta:
        pauses = _WHILE_PENDING if progress.pending else _WHILE_OPEN
        pause = pauses[min(self._waits, len(pauses) - 1)]
        self._waits += 1
        if progress.pending and progress.expire_time is not None:
            return min(pause, progress.expire_time - workflow.now())
        return pause

    async def _news_within(self, pause: timedelta) -> None:
        if pause > timedelta():
            with contextlib.suppress(TimeoutError):
                await workflow.wait_condition(lambda: self._has_news, timeout=pause)
