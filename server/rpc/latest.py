"""Streams that show how things are, not what has happened: the newest state replaces all before.

Changes that come while the client reads are shown as one. There is no cursor: who comes back gets
the whole.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.rpc.call import Call
from server.storage.events import Change, Topic
from server.storage.subscription import Subscription

#: Things that change by themselves are shown at most this late, however the clocks differ.
_SHORTEST_WAIT_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class News:
    """What a stream has to tell now."""

    #: What replaces what the client holds; None if it holds the newest.
    message: bytes | None
    #: After how many seconds things may change by themselves; None: never.
    next_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestView:
    """What one stream of this kind shows."""

    topics: frozenset[Topic]
    #: How things are, if the client does not know yet. Asked first, and after each change.
    news: Callable[[], Awaitable[News]]
    #: A beat.
    beat: Callable[[], bytes]
    #: Raises when the caller may not go on. Asked with each change, and with None at the beginning
    #: and at each beat.
    admit: Callable[[Change | None], Awaitable[None]]


async def show_latest(
    call: Call, view: LatestView, subscription: Subscription, heartbeat_seconds: float
) -> None:
    """Serves the stream until its subscription ends. Raises what `admit` and `news` raise."""
    loop = asyncio.get_running_loop()
    await view.admit(None)
    spoken, news = loop.time(), await view.news()
    while True:
        if news.message is not None:
            await call.write(news.message)
            spoken = loop.time()
        elif loop.time() - spoken >= heartbeat_seconds:
            await view.admit(None)
            await call.write(view.beat())
            spoken = loop.time()
        wait = spoken + heartbeat_seconds - loop.time()
        if news.next_seconds is not None:
            wait = min(wait, max(news.next_seconds, _SHORTEST_WAIT_SECONDS))
        change = await subscription.next(wait)
        if change is None and subscription.ending is not None:
            return
        while change is not None:
            await view.admit(change)
            change = subscription.take()
        news = await view.news()
