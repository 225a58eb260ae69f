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


#: Takes a change while its reader waits; False if that is for the reader to do.
Express = Callable[[Change], bool]


class Subscription:
    """Changes in the order in which they happened, until it ends.

    There are as many as there are open streams, and most of them wait: so one is small, and has
    neither a task nor a timer of its own.

    A reader that waits need not be woken for each change: `express` takes it, and is given the next
    when it says that it is `done`. Until then the reader is not woken, whatever for.
    """

    __slots__ = (
        *("_backlog", "_changes", "_last_token", "_leave", "_waiter", "ending", "topics"),
        *("_busy", "_express", "_woken"),
    )

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
        self._express: Express | None = None
        self._busy = False
        self._woken = False

    def put(self, change: Change) -> None:
        """Queues a change; ends the subscription if too many wait."""
        if self.ending is not None or change.token == self._last_token:
            return
        self._last_token = change.token
        if self._waiter is not None and not self._busy and self._taken(change):
            return
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
        self._express = None

    def hand_over(self, express: Express) -> None:
        """From now on, changes that come while the reader waits are for `express`."""
        self._express = express

    def hold(self) -> None:
        """What `express` has taken will take it a while."""
        self._busy = True

    def done(self) -> None:
        """It is ready for the next."""
        self._busy = False
        while self._changes and not self._busy and self._taken(self._changes[0]):
            self._changes.pop(0)
        if not self._busy and (self._changes or self._woken):
            self.wake()

    @property
    def waiting(self) -> bool:
        """Whether there is a change to take."""
        return bool(self._changes)

    def take(self) -> Change | None:
        """The next change, or None when none waits."""
        return self._changes.pop(0) if self._changes else None

    def wake(self) -> None:
        """Lets the reader look up, whatever for."""
        if self._busy:
            self._woken = True
            return
        self._woken = False
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result(None)

    def news(self) -> asyncio.Future[None]:
        """For its one reader to wait for: done as soon as it has reason to look up."""
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        if self._changes or self.ending is not None:
            self.wake()
        return waiter

    def _taken(self, change: Change) -> bool:
        return self._express is not None and self._express(change)

    async def next(self, seconds: float) -> Change | None:
        """The next change, or None when none came in time or the subscription has ended."""
        if not self._changes and self.ending is None:
            try:
                async with asyncio.timeout(seconds):
                    await self.news()
            except TimeoutError:
                return None
        return self.take()
