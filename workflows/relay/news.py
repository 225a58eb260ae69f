"""What is new about a subject: what is open, then every change that matters to a workflow."""

import logging
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic

from pymongo.errors import OperationFailure

from server.storage.change_stream import HISTORY_LOST, NO_TOKEN_OF_OURS
from server.storage.client import Database, Document, heeded
from server.storage.cursor import Position
from workflows.relay.subject import Subject, T

_log = logging.getLogger(__name__)

#: How long a quiet stream waits before it says how far it is.
_AWAIT_MILLISECONDS = 500
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


class HistoryLost(Exception):
    """What happened since is not kept any more: only a snapshot tells where things are."""


@dataclass(frozen=True, slots=True)
class News(Generic[T]):
    """What the stream brought: perhaps something to tell; and how far it is then."""

    position: Position
    item: T | None = None


class NewsReader(Generic[T]):
    """Reads a subject's documents of all restaurants."""

    def __init__(self, database: Database, subject: Subject[T]) -> None:
        """The subject's collection must exist."""
        self._database = database
        self._subject = subject

    async def open(self, before: datetime | None = None) -> tuple[list[T], Position]:
        """All that is open, newest first, and the moment at which that was so.

        With a moment `before`: only what has not been written since.
        """
        snapshot = self._subject.open_everywhere(self._database)
        found = [one async for batch in snapshot.batches() for one in batch]
        if before is not None:
            found = [one for one in found if self._touched(one) < before]
        found.sort(key=self._touched, reverse=True)
        items = (self._readable(one, fresh=False) for one in found)
        return [item for item in items if item is not None], snapshot.position

    async def since(self, position: Position) -> AsyncGenerator[News[T], None]:
        """What was written after the position, in its order, for ever. Raises HistoryLost."""
        try:
            async with await self._database[self._subject.collection].watch(
                max_await_time_ms=_AWAIT_MILLISECONDS, **position.start_options()
            ) as stream:
                while stream.alive:
                    with heeded():
                        change = await stream.try_next()
                    token = (stream.resume_token or {}).get("_data")
                    if token:
                        yield News(Position(token=token), self._item_in(change))
        except OperationFailure as error:
            if error.code not in HISTORY_LOST | NO_TOKEN_OF_OURS:
                raise
            raise HistoryLost(str(error)) from error
        raise HistoryLost(f"the collection {self._subject.collection} was dropped")

    def _item_in(self, change: Document | None) -> T | None:
        document = change.get("fullDocument") if change else None
        return self._readable(document, fresh=True) if document else None

    def _touched(self, document: Document) -> datetime:
        moment: datetime = document.get(self._subject.touched, _LONG_AGO)
        return moment

    def _readable(self, document: Document, *, fresh: bool) -> T | None:
        # What this program cannot read must not keep all others waiting.
        try:
            return self._subject.read(document, fresh=fresh)
        except (KeyError, TypeError, ValueError):
            _log.exception("cannot read %s; no workflow hears of it", document.get("_id"))
            return None
