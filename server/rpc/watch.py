"""List, then watch: what every stream does.

A snapshot, then each change, then beats. Every message carries the cursor of what it completes.
With a cursor there is no snapshot, but what has changed since. Of one document, versions only rise:
the snapshot knows its moment to the operation, and a change is sent only if it comes after.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from server.errors import DomainError, Reason
from server.rpc.admission import Admission
from server.rpc.call import Call
from server.rpc.latest import LatestView, show_latest
from server.rpc.pulse import Heart, Pulse
from server.storage.change_feed import ChangeFeed
from server.storage.cursor import CursorTooOld, Position, decode_cursor
from server.storage.events import Change, Topic
from server.storage.subscription import Ending, Subscription

#: Entered while a call watches: somebody may want to know who does.
Attending = Callable[[Call], AbstractAsyncContextManager[object]]


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

    #: Of what is shown; those of `admit` come by themselves.
    topics: frozenset[Topic]
    #: The first messages, the last of which carries the cursor; sets where they stand.
    snapshot: Callable[[], AsyncIterator[tuple[bytes, Position]]]
    #: A change as a message with its cursor, or None if this stream does not show it.
    encode: Callable[[Change], bytes | None]
    #: Streams of one form are sent the same, which is made once.
    form: object
    #: A beat with its cursor.
    beat: Callable[[str], bytes]
    #: Confirmed at the beginning, at each beat, and with each change that touches it.
    admit: Admission


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
        """`backlog` changes may wait for a slow reader; beats come `heartbeat_seconds` apart.

        `attending` is entered for as long as somebody watches.
        """
        self._feed = feed
        self._attending = attending
        self._pulse = Pulse(heartbeat_seconds)
        self._backlog = backlog
        # Where all who beat at the same moment stand, and how a client holds it.
        self._reached, self._cursor = Position(), ""

    async def run(self, call: Call, view: View, cursor: str) -> None:
        """Serves the stream until the client leaves.

        Raises CursorInvalid, CursorTooOld, StreamTooSlow, ServerStopping, and what `admit` raises.
        """
        start = decode_cursor(cursor) if cursor else None
        subscription = self._feed.subscribe(view.topics | view.admit.topics, self._backlog)
        heart = self._pulse.join(subscription)
        watch = _Watch(call, view, start or Position(), subscription)
        try:
            # Anew: what the caller may do could have changed before the subscription began.
            await view.admit.confirm()
            async with self._attending(call):
                await self._catch_up(watch, start)
                # A task of its own: what awaits it is woken at the end, and not at each message.
                await asyncio.create_task(self._follow(watch, heart))
        finally:
            self._pulse.leave(heart)
            subscription.close()
        raise _cut_off(subscription.ending, watch.position)

    async def run_latest(self, call: Call, view: LatestView) -> None:
        """Serves a stream without cursors until the client leaves.

        Raises CursorTooOld, StreamTooSlow, ServerStopping, and what the view raises.
        """
        subscription = self._feed.subscribe(view.topics | view.admit.topics, self._backlog)
        heart = self._pulse.join(subscription)
        try:
            async with self._attending(call):
                await show_latest(call, view, subscription, heart)
        finally:
            self._pulse.leave(heart)
            subscription.close()
        raise _cut_off(subscription.ending, Position())

    async def _catch_up(self, watch: "_Watch", start: Position | None) -> None:
        if start is None:
            async for message, position in watch.view.snapshot():
                await watch.write(message)
                watch.position = position
            return
        topics = watch.view.topics | watch.view.admit.topics
        async for change in self._feed.replay(start, topics):
            await watch.show(change)

    async def _follow(self, watch: "_Watch", heart: Heart) -> None:
        subscription = heart.subscription
        subscription.hand_over(watch.express)
        while True:
            if watch.failure is not None:
                raise watch.failure
            change = subscription.take()
            if change is not None:
                await watch.show(change)
            elif subscription.ending is not None:
                return
            elif heart.due:
                heart.due = False
                # Taken before anything is awaited: nothing waits, so all up to here was shown.
                cursor = self._cursor_at(watch)
                await watch.view.admit.confirm()
                await watch.write(watch.view.beat(cursor))
            else:
                await subscription.news()

    def _cursor_at(self, watch: "_Watch") -> str:
        reached = self._feed.position
        if watch.position.is_before(reached.token):
            watch.position = reached
        if watch.position is not self._reached:
            self._reached, self._cursor = watch.position, watch.position.encode()
        return self._cursor


class _Watch:
    """One stream."""

    __slots__ = ("_change", "_subscription", "_writing", "failure", "position", "view", "write")

    def __init__(
        self, call: Call, view: View, position: Position, subscription: Subscription
    ) -> None:
        self.view = view
        self.write: Callable[[bytes], Any] = call.write
        #: All up to here was sent, or is not shown.
        self.position = position
        #: Why a message could not be sent; for the stream's task to raise.
        self.failure: BaseException | None = None
        self._subscription = subscription
        self._writing: Any = None
        self._change: Change | None = None

    async def show(self, change: Change) -> None:
        """Sends the change, if it is new to this stream."""
        view = self.view
        # Also of a change that the snapshot knows: what the caller may do is no part of it.
        if view.admit.is_touched_by(change):
            await view.admit.confirm()
        if not change.is_after(self.position):
            return
        message = change.encoded(view.form, view.encode)
        if message is not None:
            await self.write(message)
        self.position = change.position

    def express(self, change: Change) -> bool:
        """Begins to send the change, without waking the task of the stream: it costs a third.

        False if there is more to do about it, or something is wrong: then the task sees to it.
        """
        view = self.view
        if view.admit.is_touched_by(change) or not change.is_after(self.position):
            return False
        try:
            message = change.encoded(view.form, view.encode)
            if message is not None:
                self._change, self._writing = change, self.write(message)
                self._writing.send(None).add_done_callback(self._go_on)
                self._subscription.hold()
                return True
        except StopIteration:
            self._writing = self._change = None
        except Exception:  # noqa: BLE001 - the task will meet it as well, and knows what to do
            return False
        self.position = change.position
        return True

    def _go_on(self, _: object) -> None:
        # What `await` does, for a coroutine that waits for one thing after the other.
        try:
            self._writing.send(None).add_done_callback(self._go_on)
            return
        except StopIteration:
            if self._change is not None:
                self.position = self._change.position
        # The task raises it, and is woken for that.
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001
            self.failure = error
            self._subscription.wake()
        self._writing = self._change = None
        self._subscription.done()


def _cut_off(ending: Ending | None, position: Position) -> DomainError:
    match ending:
        case Ending.TOO_SLOW:
            return StreamTooSlow(position.encode())
        case Ending.HISTORY_LOST:
            return CursorTooOld()
        case _:
            return ServerStopping(position.encode())
