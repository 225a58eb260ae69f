"""Calls that come fast are let in together: decision 14."""

import asyncio
from operator import itemgetter
from time import monotonic, process_time
from typing import Any

from server.pace import Pace
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method

#: Calls a second that are many for one process.
_FAST = 500
#: So many are a group at the most, and after so long whoever has come.
_MOST, _WAIT_SECONDS = 32, 0.01
#: That is where a call takes this much of the processor, or less. Where it takes more, fewer are
#: many and a group waits longer, up to so many times: on a slow machine as many would not come in
#: time, and it is there that waiting saves most.
_CALL_SECONDS, _SLOWEST = 0.0003, 3.0
#: Of so many calls it is seen what they take.
_SEEN = 256
#: So often a group waits as long as it may, to see how many come. Of the callers who are here, each
#: may be waiting for an answer before it calls again: then nobody comes whom one could wait for.
_LOOK_SECONDS = 2.0


class Grouping:
    """Lets calls wait for each other, some milliseconds, where hundreds come in a second.

    What one of them has brought into the processor's cache, the next ones find there, and what they
    write and answer leaves in fewer and larger pieces. Where few come, none waits.
    """

    def __init__(
        self,
        *,
        fast: int = _FAST,
        most: int = _MOST,
        wait_seconds: float = _WAIT_SECONDS,
        look_seconds: float = _LOOK_SECONDS,
    ) -> None:
        """`fast` are calls a second; that and the wait are those of a fast machine."""
        self._pace = Pace(fast)
        self._fast = fast
        self._most = most
        self._wait_seconds = wait_seconds
        #: How many times as much as on a fast machine a call takes.
        self._slow = 1.0
        self._look_seconds = look_seconds
        #: So many came the last time that a group waited as long as it may.
        self._usual = 1
        self._next_look = 0.0
        self._looking = False
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []
        self._timer: asyncio.TimerHandle | None = None
        self._calls = 0
        self._spent = process_time()

    def __call__(self, method: Method, proceed: Proceed) -> Proceed:
        """A stream waits for nobody: that it begins is the least of it."""
        if method.streams:
            return proceed
        path = method.path

        async def grouped(call: Call) -> Any:
            self._calls += 1
            if self._calls == _SEEN:
                self._see_what_they_take()
            if self._pace.one_more() and self._others_come():
                await self._turn(path)
            return await proceed(call)

        return grouped

    def _see_what_they_take(self) -> None:
        spent = process_time()
        each = (spent - self._spent) / self._calls
        self._slow = min(max(each / _CALL_SECONDS, 1.0), _SLOWEST)
        self._pace.expect(self._fast / self._slow)
        self._calls, self._spent = 0, spent

    def _others_come(self) -> bool:
        if not self._waiting and monotonic() >= self._next_look:
            self._looking = True
        return self._looking or self._usual > 1

    def _turn(self, path: str) -> asyncio.Future[None]:
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append((path, turn))
        if len(self._waiting) >= (self._most if self._looking else self._usual):
            self._let_in()
        elif self._timer is None:
            self._timer = loop.call_later(self._slow * self._wait_seconds, self._give_up)
        return turn

    def _give_up(self) -> None:
        if not self._looking:  # fewer come than the last time: the next ones find out how many
            self._next_look = 0.0
        self._let_in()

    def _let_in(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        group, self._waiting = self._waiting, []
        if self._looking:
            self._looking, self._usual = False, len(group)
            self._next_look = monotonic() + self._look_seconds
        # The same one after the other: they have the most in common.
        group.sort(key=itemgetter(0))
        for _, turn in group:
            if not turn.done():  # else the client went away
                turn.set_result(None)
