"""The relay's work: take the turn, read on from where it stands, hand over, write down how far."""

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from datetime import timedelta
from typing import Generic

from pymongo.errors import PyMongoError
from temporalio.service import RPCError

from server.clock import Clock
from server.storage.client import Database, bounded
from server.storage.cursor import Position
from server.storage.indexes import ensure_indexes
from workflows.relay import lease as lease_documents
from workflows.relay.lease import Leases
from workflows.relay.news import HistoryLost, News, NewsReader
from workflows.relay.subject import Subject, T
from workflows.relay.tenure import LeaseLost, Tenure, Turns

_log = logging.getLogger(__name__)

_RETRY_SECONDS = (0.1, 0.3, 1.0, 2.0)
#: Read ahead while Temporal answers; what arrived meanwhile is handed over together.
_AHEAD = 1024
_BATCH = 256


class Relay(Generic[T]):
    """Tells Temporal of everything in one collection."""

    def __init__(
        self,
        database: Database,
        subject: Subject[T],
        clock: Clock,
        *,
        lease_seconds: float = 6,
        remind_seconds: float = 60,
    ) -> None:
        """`lease_seconds` after one relay has died, or little more, another one works.

        Every `remind_seconds` what is open, and was not written for as long, is told again: a
        Temporal that has lost what it knew learns it anew.
        """
        self._database = database
        self._news = NewsReader(database, subject)
        self._subject = subject
        self._clock = clock
        self._turns = Turns(Leases(database, subject.collection), clock, lease_seconds)
        self._remind_seconds = remind_seconds
        self._failures = 0

    async def run(self) -> None:
        """Works or stands by until cancelled. Whatever is away is waited for."""
        while True:
            await _in_its_own_task(self._turn())
            await asyncio.sleep(_RETRY_SECONDS[min(self._failures, len(_RETRY_SECONDS) - 1)])
            self._failures += 1

    async def _turn(self) -> None:
        try:
            await self._prepare()
            async with self._turns.take() as tenure:
                await self._work(tenure)
        except* (PyMongoError, RPCError, TimeoutError, HistoryLost, LeaseLost) as failures:
            name, failure = self._subject.collection, _first(failures)
            _log.warning("relaying %s starts over: %s", name, failure)

    async def _prepare(self) -> None:
        with bounded():
            await ensure_indexes(
                self._database,
                {
                    self._subject.collection: self._subject.indexes,
                    lease_documents.COLLECTION: lease_documents.INDEXES,
                },
            )

    async def _work(self, tenure: Tenure) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(tenure.keep())
                position = tenure.position or await self._begin(tenure)
                _log.info("relaying %s", self._subject.collection)
                inbox: asyncio.Queue[News[T]] = asyncio.Queue(_AHEAD)
                group.create_task(self._read(position, inbox))
                group.create_task(self._hand_over(inbox, tenure))
                group.create_task(self._remind())
        except* HistoryLost:
            tenure.position = None
            raise

    async def _begin(self, tenure: Tenure) -> Position:
        items, position = await self._news.open()
        _log.info("beginning with %d open %s", len(items), self._subject.collection)
        await self._subject.tell(items)
        tenure.position = position
        return position

    async def _remind(self) -> None:
        while True:
            await asyncio.sleep(self._remind_seconds)
            before = self._clock.now() - timedelta(seconds=self._remind_seconds)
            items, _ = await self._news.open(before)
            await self._subject.remind(items)

    async def _read(self, position: Position, inbox: asyncio.Queue[News[T]]) -> None:
        async with contextlib.aclosing(self._news.since(position)) as stream:
            async for news in stream:
                await inbox.put(news)

    async def _hand_over(self, inbox: asyncio.Queue[News[T]], tenure: Tenure) -> None:
        while True:
            batch = await _all_in(inbox)
            await self._subject.tell(news.item for news in batch if news.item is not None)
            tenure.position = batch[-1].position
            self._failures = 0


async def _in_its_own_task(work: Coroutine[None, None, None]) -> None:
    # A group that fails while it is being cancelled tells of the failure alone. In a task of its
    # own, it does not keep the cancellation from us.
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([task])
    finally:
        task.cancel()
        await asyncio.wait([task])
    task.result()


async def _all_in(inbox: asyncio.Queue[News[T]]) -> list[News[T]]:
    """At least one; and what else is there."""
    batch = [await inbox.get()]
    while len(batch) < _BATCH and not inbox.empty():
        batch.append(inbox.get_nowait())
    return batch


def _first(failures: BaseException) -> BaseException:
    while isinstance(failures, BaseExceptionGroup):
        failures = failures.exceptions[0]
    return failures
