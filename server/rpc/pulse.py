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
#: Where few watch, some beat together as well: to wake the process costs more than their beats.
_TOGETHER = 12
#: For that, a beat may come late by this part of the time between two: by a fifth of a second.
_LATE = 1 / 75
#: Steps of this part of a circle never come close to a place where one has been: the golden ratio.
_STEP = 0.6180339887
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
        # So many spokes ahead of `_at` beat next, together; and since when that is waited for.
        self._stride = 1
        self._since = 0.0
        self._count = 0
        self._elsewhere = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def join(self, subscription: Subscription) -> Heart:
        """From now on the stream beats; whoever comes at another moment beats at another."""
        if self._timer is None:
            self._wait(asyncio.get_running_loop().time())
        heart = Heart(subscription, self._room())
        self._spokes[heart.spoke].add(heart)
        self._count += 1
        return heart

    def leave(self, heart: Heart) -> None:
        """It has ended."""
        self._spokes[heart.spoke].discard(heart)
        self._count -= 1
        if not self._count and self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _turn(self, when: float) -> None:
        for _ in range(self._stride):
            self._at = (self._at + 1) % len(self._spokes)
            for heart in self._spokes[self._at]:
                heart.due = True
                heart.subscription.wake()
        self._wait(when)

    def _room(self) -> int:
        # Many who come at the same moment, as when a server has started again, would beat together
        # for as long as they stay. Those who find no room beat the sooner for the first time.
        here = self._here()
        if len(self._spokes[here]) < max(_TOGETHER, self._count / len(self._spokes)):
            return here
        self._elsewhere = (self._elsewhere + _STEP) % 1
        elsewhere = int(self._elsewhere * len(self._spokes))
        return min(here, elsewhere, key=lambda spoke: len(self._spokes[spoke]))

    def _here(self) -> int:
        # On spokes that have just beaten, as far apart as they come: not all of a stride on one,
        # nor on one that beats next, since the first beat comes by itself.
        passed = int((asyncio.get_running_loop().time() - self._since) / self._tick)
        return (self._at - max(0, self._stride - 1 - passed)) % len(self._spokes)

    def _wait(self, since: float) -> None:
        self._since, self._stride = since, self._next_stride()
        # By the clock: where the process was busy, the next turns come the sooner.
        when = since + self._stride * self._tick
        self._timer = asyncio.get_running_loop().call_at(when, self._turn, when)

    def _next_stride(self) -> int:
        longest = math.ceil(len(self._spokes) * _LATE)
        together = 0
        for stride in range(1, longest):
            together += len(self._spokes[(self._at + stride) % len(self._spokes)])
            if together >= _TOGETHER:
                return stride
        return longest


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
