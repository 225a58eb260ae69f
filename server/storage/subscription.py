"""One watcher's queue of changes. Bounded: a slow reader is cut off and harms nobody else."""

import asyncio
from collections.abc import Callable, Iterable
from enum import Enum, auto

from server.storage.events import Change, Topic


class Ending(Enum):
    """Why nothing more will come."""

    #: The reader took longer than things took to change.
    TOO_SLOW = auto()
    #: The process stops.
    STOPPING = auto()
    #: The feed has missed changes.
    HISTORY_LOST = auto()


class Subscription:
    """Changes in the order in which they happened, until it ends.

    There are as many as there are open streams, and most of them wait: so one is small, and has
    neither a task nor a timer of its own.
    """

    __slots__ = ("_backlog", "_changes", "_last_token", "_leave", "_waiter", "ending", "topics")

    def __init__(
        self,
        topics: Iterable[Topic],
        backlog: int,
        leave: Callable[["Subscription"], None],
    ) -> None:
        """Made by ChangeFeed.subscribe."""
        self.topics = tuple(topics)
        self.ending: Ending | None = None
        self._backlog = backlog
        self._leave = leave
        # A list, which takes a tenth of an empty deque; nearly always there is one in it, or none.
        self._changes: list[Change] = []
        self._waiter: asyncio.Future[None] | None = None
        self._last_token = ""

    def put(self, change: Change) -> None:
        """Queues a change; ends the subscription if too many wait."""
        if self.ending is not None or change.token == self._last_token:
            return
        self._last_token = change.token
        if len(self._changes) >= self._backlog:
            self.end(Ending.TOO_SLOW)
            return
        self._changes.append(change)
        self.wake()

    def end(self, ending: Ending) -> None:
        """No more will come; the reader learns it when it asks next.

        A slow reader loses what waits for it. Until its client has read what was sent before, no
        status can follow: such a stream stays, holding one message and nothing else.
        """
        if self.ending is not None:
            return
        self.ending = ending
        self._leave(self)
        if ending is Ending.TOO_SLOW:
            self._changes.clear()
        self.wake()

    def close(self) -> None:
        """The reader has left."""
        self._leave(self)
        self._changes.clear()

    @property
    def waiting(self) -> bool:
        """Whether there is a change to take."""
        return bool(self._changes)

    def take(self) -> Change | None:
        """The next change, or None when none waits."""
        return self._changes.pop(0) if self._changes else None

    def wake(self) -> None:
        """Lets the reader look up, whatever for."""
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def news(self) -> asyncio.Future[None]:
        """For its one reader to wait for: done as soon as it has reason to look up."""
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        if self._changes or self.ending is not None:
            self.wake()
        return waiter

    async def next(self, seconds: float) -> Change | None:
        """The next change, or None when none came in time or the subscription has ended."""
        if not self._changes and self.ending is None:
            try:
                async with asyncio.timeout(seconds):
                    await self.news()
            except TimeoutError:
                return None
        return self.take()
