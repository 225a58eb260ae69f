"""One change stream for the whole process, fanned out in memory.

The change stream is the outbox: what a command wrote reaches everybody who watches, on every
process, in the order in which it was written. Nobody polls and nobody announces.
"""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager

from pymongo.errors import OperationFailure, PyMongoError

from server.storage.change_stream import HISTORY_LOST, NO_TOKEN_OF_OURS, ChangeStream, Raw
from server.storage.client import Database
from server.storage.cursor import CursorInvalid, CursorTooOld, Position
from server.storage.events import Change, Head, Topic
from server.storage.gathering import Gathering
from server.storage.subscription import Ending, Subscription

_log = logging.getLogger(__name__)

_AWAIT_MILLISECONDS = 500
_REPLAY_AWAIT_MILLISECONDS = 30
_RETRY_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0)
#: Changes kept in memory, so that those who come back soon cost the database nothing.
_RECENT = 4096
#: Where things change so often, changes are let gather for a moment that nobody sees.
_MANY_A_SECOND, _EVERY_SECONDS, _LONGEST_SECONDS = 150, 0.01, 0.04

Topics = Callable[[Head], Iterable[Topic]]
Listener = Callable[[Change], None]


class ChangeFeed:
    """Reads every change of the routed collections and hands it to whom it concerns."""

    def __init__(self, database: Database) -> None:
        """Route and listen before `start`."""
        self._database = database
        self._routes: dict[str, Topics] = {}
        self._listeners: dict[str, list[Listener]] = {}
        self._gaps: list[Callable[[], None]] = []
        self._subscriptions: dict[Topic, set[Subscription]] = {}
        self._recent: deque[Change] = deque(maxlen=_RECENT)
        self._recent_start = ""
        self._position = Position()
        self._gathering = Gathering(
            per_second=_MANY_A_SECOND,
            every_seconds=_EVERY_SECONDS,
            longest_seconds=_LONGEST_SECONDS,
        )
        self._task: asyncio.Task[None] | None = None
        self._stopped = False

    @property
    def position(self) -> Position:
        """Everything up to here has been handed out. The same object as long as it stays there."""
        return self._position

    @property
    def _token(self) -> str:
        return self._position.token

    def route(self, collection: str, topics: Topics) -> None:
        """Says for whom a document of the collection is of interest."""
        self._routes[collection] = topics

    def listen(self, collection: str, listener: Listener) -> None:
        """Calls `listener` with each change of the collection, before any subscriber sees it."""
        self._listeners.setdefault(collection, []).append(listener)

    def on_gap(self, forget: Callable[[], None]) -> None:
        """Calls `forget` when changes were missed, so that nothing remembered is right any more."""
        self._gaps.append(forget)

    async def start(self) -> None:
        """Returns when the stream is open: what is written from now on will be seen."""
        stream = await self._open()
        self._reach(stream.token)
        self._recent_start = self._token
        self._task = asyncio.create_task(self._run(stream), name="change-feed")

    async def stop(self) -> None:
        """Ends every subscription, telling it to come back, and the stream."""
        self._stopped = True
        self._end_all(Ending.STOPPING)
        if self._task:
            self._task.cancel()
            await asyncio.wait([self._task])

    def subscribe(self, topics: Iterable[Topic], backlog: int) -> Subscription:
        """From now on, every change of these topics; with more than `backlog` waiting, it ends."""
        subscription = Subscription(topics, backlog, self._unsubscribe)
        for topic in subscription.topics:
            self._subscriptions.setdefault(topic, set()).add(subscription)
        if self._stopped:
            subscription.end(Ending.STOPPING)
        return subscription

    async def replay(self, start: Position, topics: frozenset[Topic]) -> AsyncIterator[Change]:
        """The changes of these topics after `start`, up to where the feed stands now.

        Raises CursorTooOld, CursorInvalid.
        """
        end = self._token
        start.require_known_to(self.position)
        if self._recent_start <= start.token <= end:
            for change in tuple(self._recent):
                if change.is_after(start) and topics & change.topics:
                    yield change
            return
        with _told_of_the_cursor():
            async with await self._open(start, _REPLAY_AWAIT_MILLISECONDS) as stream:
                async for change in self._until(stream, end):
                    if change.is_after(start) and topics & change.topics:
                        yield change

    async def _until(self, stream: ChangeStream, end: str) -> AsyncIterator[Change]:
        # `end` may lie ahead of the last entry of a quiet oplog, and is not reached then: a round
        # that brings nothing and comes no further has come to the end of it.
        stays = False
        while stream.token < end and not stays:
            before, batch = stream.token, await stream.batch()
            for raw in batch:
                if raw["token"] <= end:
                    yield self._change(raw)
            stays = not batch and stream.token == before

    async def _open(
        self, start: Position | None = None, await_milliseconds: int = _AWAIT_MILLISECONDS
    ) -> ChangeStream:
        collections = {*self._routes, *self._listeners}
        stream = ChangeStream(self._database, collections, await_milliseconds)
        await stream.open(start)
        return stream

    async def _run(self, stream: ChangeStream) -> None:
        failures = 0
        while True:
            try:
                async with stream:
                    while True:
                        await self._round(stream)
                        failures = 0
            except PyMongoError as error:
                _log.warning("the change stream broke: %s", error)
                lost = isinstance(error, OperationFailure) and error.code in HISTORY_LOST
                stream = await self._recover(failures, lost)
                failures += 1
            except Exception:  # noqa: BLE001 - a feed that ended would leave every stream silent
                _log.exception("a change could not be handed out; everybody starts afresh")
                stream = await self._recover(failures, lost=True)
                failures += 1

    async def _recover(self, failures: int, lost: bool) -> ChangeStream:
        while True:
            await asyncio.sleep(_RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)])
            try:
                return await self._restart(lost)
            except OperationFailure as error:
                lost = lost or error.code in HISTORY_LOST
                _log.warning("the change stream cannot go on: %s", error)
            except PyMongoError as error:
                _log.warning("the change stream cannot be opened: %s", error)
            failures += 1

    async def _restart(self, lost: bool) -> ChangeStream:
        if not lost:
            return await self._open(self.position)
        stream = await self._open()
        self._forget(stream)
        return stream

    def _forget(self, stream: ChangeStream) -> None:
        # Changes were missed: nothing held in memory can be trusted, and no stream may go on.
        self._reach(stream.token)
        self._recent.clear()
        self._recent_start = self._token
        for forget in self._gaps:
            forget()
        self._end_all(Ending.HISTORY_LOST)

    async def _round(self, stream: ChangeStream) -> None:
        batch = await stream.batch()
        for raw in batch:
            self._dispatch(self._change(raw))
        self._reach(stream.token)
        if batch:
            self._gathering.came(len(batch))
            await self._gathering.turn()

    def _reach(self, token: str) -> None:
        if token > self._token:
            self._position = Position(token=token)

    def _change(self, raw: Raw) -> Change:
        # What is in it is read here, once; then it is a plain dict, and soon gone.
        head = dict(raw.items())
        collection, document = head["collection"], head.pop("document", None)
        head["_id"] = head["key"]
        topics = self._routes.get(collection)
        return Change(
            collection=collection,
            key=head["key"],
            # Of most changes nobody asks for it, and they are kept for a while.
            head=head if collection in self._listeners else {},
            # Longer ones are views of the whole batch, which would stay as long as one of them.
            raw=None if document is None else bytes(document.raw),
            token=head["token"],
            topics=frozenset(topics(head) if topics and document is not None else ()),
        )

    def _dispatch(self, change: Change) -> None:
        for listener in self._listeners.get(change.collection, ()):
            listener(change)
        if len(self._recent) == _RECENT:
            self._recent_start = self._recent[0].token
        self._recent.append(change)
        for topic in change.topics:
            # A subscriber to two topics of one change gets it once: it knows its last token.
            for subscription in tuple(self._subscriptions.get(topic, ())):
                subscription.put(change)

    def _unsubscribe(self, subscription: Subscription) -> None:
        for topic in subscription.topics:
            subscribers = self._subscriptions.get(topic)
            if subscribers is not None:
                subscribers.discard(subscription)
                if not subscribers:
                    del self._subscriptions[topic]

    def _end_all(self, ending: Ending) -> None:
        everybody = {one for many in self._subscriptions.values() for one in many}
        for subscription in everybody:
            subscription.end(ending)


@contextmanager
def _told_of_the_cursor() -> Iterator[None]:
    try:
        yield
    except OperationFailure as error:
        if error.code in HISTORY_LOST:
            raise CursorTooOld from None
        if error.code in NO_TOKEN_OF_OURS:
            raise CursorInvalid from None
        raise
