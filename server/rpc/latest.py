"""Streams that show how things are, not what has happened: the newest state replaces all before.

Changes that come while the client reads are shown as one. There is no cursor: who comes back gets
the whole.
"""

import asyncio
import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from server.rpc.admission import Admission
from server.rpc.call import Call
from server.rpc.pulse import Heart
from server.storage.events import Topic
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
    #: Confirmed at the beginning, at each beat, and with each change that touches it.
    admit: Admission


async def show_latest(
    call: Call, view: LatestView, subscription: Subscription, heart: Heart
) -> None:
    """Serves the stream until its subscription ends. Raises what `admit` and `news` raise."""
    loop = asyncio.get_running_loop()
    await view.admit.confirm()
    heart.due = False  # the first message says more than a beat
    while True:
        news, until = await view.news(), math.inf
        if news.message is not None:
            await call.write(news.message)
        if news.next_seconds is not None:
            until = loop.time() + max(news.next_seconds, _SHORTEST_WAIT_SECONDS)
        while loop.time() < until and not subscription.waiting:
            if subscription.ending is not None:
                return
            if heart.due:
                await _beat(call, view, heart)
                if until < math.inf:
                    break  # by the clock that it goes by, which may be set, it may be time already
            else:
                await _look_up(subscription, until)
        await _take_all(subscription, view.admit)


async def _beat(call: Call, view: LatestView, heart: Heart) -> None:
    heart.due = False
    await view.admit.confirm()
    await call.write(view.beat())


async def _look_up(subscription: Subscription, until: float) -> None:
    if until == math.inf:
        await subscription.news()
        return
    timer = asyncio.get_running_loop().call_at(until, subscription.wake)
    try:
        await subscription.news()
    finally:
        timer.cancel()


async def _take_all(subscription: Subscription, admit: Admission) -> None:
    while (change := subscription.take()) is not None:
        if admit.is_touched_by(change):
            await admit.confirm()
