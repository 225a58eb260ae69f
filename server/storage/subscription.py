"""One watcher's queue of changes. Bounded: a slow reader is cut off and harms nobody else."""

import asyncio
from collections import deque
from collections.abc import Callable
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
    """Changes in the order in which they happened, until it ends."""

    def __init__(
        self,
        topics: frozenset[Topic],
        backlog: int,
        leave: Callable[["Subscription"], None],
    ) -> None:
        """Made by ChangeFeed.subscribe."""
        self.topics = topics
        self.ending: Ending | None = None
        self._backlog = backlog
        self._leave = leave
        self._changes: deque[Change] = deque()
        self._arrived = asyncio.Event()
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
        self._arrived.set()

    def end(self, ending: Ending) -> None:
        """No more will come; the reader learns it when it asks next.

        A slow reader loses what waits for it. Until its client has read what was sent before, no
        status can follow: such a stream stays, holding one message and nothing else.
        """
        if self.ending is not None:
            return
        self.ending = ending
        self._leave(self)
        self._arrived.set()
        if ending is Ending.TOO_SLOW:
            self._changes.clear()

    def close(self) -> None:
        """The reader has left."""
        self._leave(self)
        self._changes.clear()

    def take(self) -> Change | None:
        """The next change, or None when none waits."""
        return self._changes.popleft() if self._changes else None

    async def next(self, seconds: float) -> Change | None:
        """The next change, or None when none came in time or the subscription has ended."""
        if not self._changes and self.ending is None:
            self._arrived.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._arrived.wait()
            except TimeoutError:
                return None
        return self.take()
