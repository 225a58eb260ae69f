"""List, then watch: what every stream does.

A snapshot, then each change, then beats. Every message carries the cursor of what it completes.
With a cursor there is no snapshot, but what has changed since. Of one document, versions only rise:
the snapshot knows its moment to the operation, and a change is sent only if it comes after.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from server.errors import DomainError, Reason
from server.rpc.call import Call
from server.rpc.latest import LatestView, show_latest
from server.storage.change_feed import ChangeFeed
from server.storage.cursor import CursorTooOld, Position, decode_cursor
from server.storage.events import Change, Topic
from server.storage.subscription import Ending, Subscription

#: Entered while a call watches: somebody may want to know who does.
Attending = Callable[[Call], AbstractAsyncContextManager[None]]


class StreamTooSlow(DomainError):
    """The client read more slowly than things changed."""

    reason = Reason.STREAM_TOO_SLOW

    def __init__(self, cursor: str) -> None:
        """`cursor` is where to go on."""
        super().__init__("cut off for reading too slowly", metadata={"cursor": cursor})


class ServerStopping(DomainError):
    """This server goes; another one takes over."""

    reason = Reason.SERVER_STOPPING

    def __init__(self, cursor: str) -> None:
        """`cursor` is where to go on."""
        super().__init__("this server stops; watch again", metadata={"cursor": cursor})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What one kind of stream shows."""

    topics: frozenset[Topic]
    #: The first messages, the last of which carries the cursor; sets where they stand.
    snapshot: Callable[[], AsyncIterator[tuple[bytes, Position]]]
    #: A change as a message with its cursor, or None if this stream does not show it.
    encode: Callable[[Change], bytes | None]
    #: A beat with its cursor.
    beat: Callable[[str], bytes]
    #: Raises when the caller may not go on: its device was revoked, its visit is over … Asked with
    #: each change, and with None at the beginning and at each beat.
    admit: Callable[[Change | None], Awaitable[None]]


class Watches:
    """Runs the streams of one process."""

    def __init__(
        self,
        feed: ChangeFeed,
        *,
        heartbeat_seconds: float,
        backlog: int,
        attending: Attending = lambda _: nullcontext(),
    ) -> None:
        """`backlog` changes may wait for a slow reader; a beat comes after that much silence.

        `attending` is entered for as long as somebody watches.
        """
        self._feed = feed
        self._attending = attending
        self._heartbeat_seconds = heartbeat_seconds
        self._backlog = backlog

    async def run(self, call: Call, view: View, cursor: str) -> None:
        """Serves the stream until the client leaves.

        Raises CursorInvalid, CursorTooOld, StreamTooSlow, ServerStopping, and what `admit` raises.
        """
        start = decode_cursor(cursor) if cursor else None
        subscription = self._feed.subscribe(view.topics, self._backlog)
        watch = _Watch(call, view, subscription, start or Position())
        try:
            with _cut_off(subscription, watch.cursor):
                # Anew: what the caller may do could have changed before the subscription began.
                await view.admit(None)
                async with self._attending(call):
                    await self._catch_up(watch, start)
                    await self._follow(watch)
        finally:
            subscription.close()

    async def run_latest(self, call: Call, view: LatestView) -> None:
        """Serves a stream without cursors until the client leaves.

        Raises CursorTooOld, StreamTooSlow, ServerStopping, and what the view raises.
        """
        subscription = self._feed.subscribe(view.topics, self._backlog)
        try:
            with _cut_off(subscription, lambda: ""):
                async with self._attending(call):
                    await show_latest(call, view, subscription, self._heartbeat_seconds)
        finally:
            subscription.close()

    async def _catch_up(self, watch: "_Watch", start: Position | None) -> None:
        if start is None:
            async for message, position in watch.view.snapshot():
                await watch.call.write(message)
                watch.position = position
            return
        async for change in self._feed.replay(start, watch.view.topics):
            await watch.show(change)

    async def _follow(self, watch: "_Watch") -> None:
        # The first beat comes at once: it tells a client that came back that it is up to date.
        seconds = 0.0
        while True:
            # Nothing waits in between: when the queue is empty, all up to here was shown.
            change, reached = watch.subscription.take(), self._feed.position
            if change is None and watch.subscription.ending is not None:
                return
            if change is None:
                change = await watch.subscription.next(seconds)
            if change is not None:
                await watch.show(change)
            elif watch.subscription.ending is None:
                await watch.beat(reached)
                seconds = self._heartbeat_seconds


@dataclass(slots=True)
class _Watch:
    """One stream."""

    call: Call
    view: View
    subscription: Subscription
    #: All up to here was sent, or is not shown.
    position: Position

    def cursor(self) -> str:
        """Where a client goes on that has seen all that was sent."""
        return self.position.encode()

    async def show(self, change: Change) -> None:
        """Sends the change, if it is new to this stream."""
        # Also of a change that the snapshot knows: what the caller may do is no part of it.
        await self.view.admit(change)
        if not change.is_after(self.position):
            return
        message = self.view.encode(change)
        if message is not None:
            await self.call.write(message)
        self.position = change.position

    async def beat(self, reached: Position) -> None:
        """Sends a beat, whose cursor is as far as the feed has come."""
        await self.view.admit(None)
        if self.position.is_passed_by(reached):
            self.position = reached
        await self.call.write(self.view.beat(self.position.encode()))


@contextmanager
def _cut_off(subscription: Subscription, cursor: Callable[[], str]) -> Iterator[None]:
    yield
    match subscription.ending:
        case Ending.TOO_SLOW:
            raise StreamTooSlow(cursor())
        case Ending.HISTORY_LOST:
            raise CursorTooOld
        case _:
            raise ServerStopping(cursor())
