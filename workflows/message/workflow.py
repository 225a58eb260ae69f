"""The workflow that sees one message through: sent, tried again, delivered, or given up.

All that it knows stands in the message's document; it waits, and has somebody look. Before this
code changes in what it does, or in which order: histories that run must replay (workflows/order).
"""

import contextlib
from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.message.activities import MessageActivities
    from workflows.message.messages import MessageLook, MessageName, MessageNews, MessageProgress
    from workflows.names import MESSAGE_WORKFLOW, NEWS
    from workflows.steps import step


@workflow.defn(name=MESSAGE_WORKFLOW)
class MessageWorkflow:
    """Looks at the message when something is due, and when Twilio has told something."""

    @workflow.init
    def __init__(self, name: MessageName) -> None:
        """A signal may come before `run`: all that it needs stands here."""
        self._name = name
        self._told: list[MessageNews] = []

    @workflow.run
    async def run(self, name: MessageName) -> MessageProgress:
        """Returns how far the message was when there was nothing more to do."""
        while True:
            progress = await self._look()
            if self._told:
                continue
            if progress.due_time is None:
                return progress
            await self._news_by(progress.due_time)

    @workflow.signal(name=NEWS)
    def news(self, news: MessageNews) -> None:
        """Twilio has told something, or the message is to be sent once more."""
        self._told.append(news)

    async def _look(self) -> MessageProgress:
        told, self._told = tuple(self._told), []
        look = MessageLook(name=self._name, told=told, now=workflow.now())
        # Once more it is the same: the document tells what was begun and not finished.
        return await step(MessageActivities.look, look, look)

    async def _news_by(self, moment: datetime) -> None:
        left = max(moment - workflow.now(), timedelta(milliseconds=1))
        with contextlib.suppress(TimeoutError):
            await workflow.wait_condition(lambda: bool(self._told), timeout=left)
