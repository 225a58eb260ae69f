"""What beats: one wheel for the streams of a process, and beats that are made once for many.

A timer for each stream would be set again after each message, and most streams do nothing but wait.
"""

import asyncio
import math
from datetime import datetime, timedelta
from typing import Any

from here2order.common.v1 import heartbeat_pb2

from server.clock import Clock
from server.rpc.times import to_timestamp
from server.storage.subscription import Subscription

#: How finely the beats of all streams are spread over the time between two of one: of twenty
#: thousand, a dozen at once. Whoever calls waits behind those that beat together.
_SPOKES = 1500
_SHORTEST_TICK_SECONDS = 0.01
#: A beat tells a time that is at most so old.
_FRESH = timedelta(milliseconds=20)


class Heart:
    """Tells one stream when to beat: at once, and then each time that the wheel has come round."""

    __slots__ = ("due", "spoke", "subscription")

    def __init__(self, subscription: Subscription, spoke: int) -> None:
        """Made by Pulse.join; `due` is for the stream to take back."""
        self.subscription = subscription
        self.spoke = spoke
        # The first beat comes at once: it tells a client that came back that it is up to date.
        self.due = True


class Pulse:
    """The wheel. It stands still while nobody watches."""

    def __init__(self, seconds: float) -> None:
        """`seconds` between two beats of a stream."""
        self._tick = max(seconds / _SPOKES, _SHORTEST_TICK_SECONDS)
        self._spokes: list[set[Heart]] = [set() for _ in range(math.ceil(seconds / self._tick))]
        self._at = 0
        self._count = 0
        self._timer: asyncio.TimerHandle | None = None

    def join(self, subscription: Subscription) -> Heart:
        """From now on the stream beats; whoever comes at another moment beats at another."""
        heart = Heart(subscription, self._at)
        self._spokes[heart.spoke].add(heart)
        self._count += 1
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._tick, self._turn, loop.time() + self._tick)
        return heart

    def leave(self, heart: Heart) -> None:
        """It has ended."""
        self._spokes[heart.spoke].discard(heart)
        self._count -= 1
        if not self._count and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _turn(self, when: float) -> None:
        # By the clock: where the process was busy, the next turns come the sooner.
        following = when + self._tick
        loop = asyncio.get_running_loop()
        self._timer = loop.call_at(following, self._turn, following)
        self._at = (self._at + 1) % len(self._spokes)
        for heart in self._spokes[self._at]:
            heart.due = True
            heart.subscription.wake()


class Beats:
    """The beats of one kind of stream; those who are to get the same get the same bytes."""

    def __init__(self, response: Any, clock: Clock) -> None:
        """`response` is the stream's message: it has a heartbeat, and a cursor if it has one."""
        self._response = response
        self._clock = clock
        self._cursor = ""
        self._time: datetime | None = None
        self._made = b""

    def __call__(self, cursor: str = "") -> bytes:
        """A sign of life, with the time."""
        now = self._clock.now()
        if cursor != self._cursor or self._time is None or not self._is_fresh(now, self._time):
            beat = heartbeat_pb2.Heartbeat(server_time=to_timestamp(now))
            fields = {"cursor": cursor} if cursor else {}
            self._made = self._response(heartbeat=beat, **fields).SerializeToString()
            self._cursor, self._time = cursor, now
        return self._made

    @staticmethod
    def _is_fresh(now: datetime, then: datetime) -> bool:
        return then <= now < then + _FRESH
