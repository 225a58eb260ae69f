"""The relay's work: take the turn, read on from where it stands, hand over, write down how far."""

import asyncio
import contextlib
import logging

from pymongo.errors import PyMongoError
from temporalio.service import RPCError

from server.clock import Clock
from server.ordering.orders import repository as order_documents
from server.storage.client import Database, bounded
from server.storage.cursor import Position
from server.storage.indexes import ensure_indexes
from workflows.relay import lease as lease_documents
from workflows.relay.handover import OrderWorkflows
from workflows.relay.lease import Leases
from workflows.relay.news import HistoryLost, News, OrderNews
from workflows.relay.tenure import LeaseLost, Tenure, Turns

_log = logging.getLogger(__name__)

_RETRY_SECONDS = (0.1, 0.3, 1.0, 2.0)
#: Read ahead while Temporal answers; what arrived meanwhile is handed over together.
_AHEAD = 1024
_BATCH = 256


class Relay:
    """Tells Temporal of every order."""

    def __init__(
        self,
        database: Database,
        workflows: OrderWorkflows,
        clock: Clock,
        *,
        lease_seconds: float = 6,
    ) -> None:
        """`lease_seconds` after one relay has died, or little more, another one works."""
        self._database = database
        self._news = OrderNews(database)
        self._workflows = workflows
        self._turns = Turns(Leases(database, order_documents.COLLECTION), clock, lease_seconds)
        self._failures = 0

    async def run(self) -> None:
        """Works or stands by until cancelled. Whatever is away is waited for."""
        while True:
            try:
                await self._prepare()
                async with self._turns.take() as tenure:
                    await self._work(tenure)
            except* (PyMongoError, RPCError, TimeoutError, HistoryLost, LeaseLost) as failures:
                _log.warning("relaying starts over: %s", _first(failures))
            await asyncio.sleep(_RETRY_SECONDS[min(self._failures, len(_RETRY_SECONDS) - 1)])
            self._failures += 1

    async def _prepare(self) -> None:
        with bounded():
            await ensure_indexes(
                self._database,
                {one.COLLECTION: one.INDEXES for one in (order_documents, lease_documents)},
            )

    async def _work(self, tenure: Tenure) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(tenure.keep())
                position = tenure.position or await self._begin(tenure)
                _log.info("relaying orders")
                inbox: asyncio.Queue[News] = asyncio.Queue(_AHEAD)
                group.create_task(self._read(position, inbox))
                group.create_task(self._hand_over(inbox, tenure))
        except* HistoryLost:
            tenure.position = None
            raise

    async def _begin(self, tenure: Tenure) -> Position:
        orders, position = await self._news.open_orders()
        _log.info("beginning with %d open orders", len(orders))
        await self._workflows.tell(orders)
        tenure.position = position
        return position

    async def _read(self, position: Position, inbox: asyncio.Queue[News]) -> None:
        async with contextlib.aclosing(self._news.since(position)) as stream:
            async for news in stream:
                await inbox.put(news)

    async def _hand_over(self, inbox: asyncio.Queue[News], tenure: Tenure) -> None:
        while True:
            batch = await _all_in(inbox)
            await self._workflows.tell(news.order for news in batch if news.order)
            tenure.position = batch[-1].position
            self._failures = 0


async def _all_in(inbox: asyncio.Queue[News]) -> list[News]:
    """At least one; and what else is there."""
    batch = [await inbox.get()]
    while len(batch) < _BATCH and not inbox.empty():
        batch.append(inbox.get_nowait())
    return batch


def _first(failures: BaseException) -> BaseException:
    while isinstance(failures, BaseExceptionGroup):
        failures = failures.exceptions[0]
    return failures
