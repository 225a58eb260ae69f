"""No unary call outlives its client's deadline, nor our own."""

import asyncio
import types
from collections.abc import Coroutine, Generator
from typing import Any

import pymongo

from server.errors import DomainError, Reason
from server.rpc.call import Call, Proceed
from server.rpc.methods import Method

#: For clients that set no deadline, and the most that others get.
_SECONDS = 15.0


class DeadlineExceeded(DomainError):
    """It took too long."""

    reason = Reason.DEADLINE_EXCEEDED

    def __init__(self, seconds: float) -> None:
        """After how many seconds it was given up."""
        super().__init__(
            "not done in time; send the same request again",
            metadata={"seconds": f"{seconds:.3g}"},
        )


def keep_deadline(method: Method, proceed: Proceed) -> Proceed:
    """Gives up a unary call in time to say so. Streams have no deadline."""
    if method.streams:
        return proceed

    async def in_time(call: Call) -> Any:
        # The stubs forget that there may be none.
        remaining: float | None = call.context.time_remaining()
        seconds = _SECONDS if remaining is None else min(remaining, _SECONDS)
        with pymongo.timeout(seconds):
            try:
                return await _within(seconds, proceed(call))
            except TimeoutError:
                raise DeadlineExceeded(seconds) from None

    return in_time


async def _within(seconds: float, work: Coroutine[Any, Any, Any]) -> Any:
    # What is served from memory never waits, and to set a timer for it costs more than it does.
    try:
        waits_for = work.send(None)
    except StopIteration as done:
        return done.value
    alarm = _Alarm(seconds)
    try:
        result = await _rest(work, waits_for)
        alarm.heed()
    except asyncio.CancelledError:
        if alarm.is_why():
            raise TimeoutError from None
        raise
    finally:
        alarm.stop()
    return result


class _Alarm:
    # What asyncio.timeout and `heeded` do together, for a third of what they cost every call that
    # waits: cancels the task when its time is over, and loses no cancellation.
    __slots__ = ("_before", "_rang", "_task", "_timer")

    def __init__(self, seconds: float) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a call is one
        self._task, self._before, self._rang = task, task.cancelling(), False
        self._timer = task.get_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        self._rang = True
        self._task.cancel()

    def heed(self) -> None:
        if self._task.cancelling() > self._before:
            raise asyncio.CancelledError

    def is_why(self) -> bool:
        # Whoever else has cancelled it still wants it gone.
        return self._rang and self._task.uncancel() <= self._before

    def stop(self) -> None:
        self._timer.cancel()


@types.coroutine
def _rest(work: Coroutine[Any, Any, Any], waits_for: Any) -> Generator[Any, Any, Any]:
    # Goes on where the first step has come to, as `await` would have.
    step = work.send
    while True:
        try:
            came = yield waits_for
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the work's
            step, came = work.throw, error
        else:
            step = work.send
        try:
            waits_for = step(came)
        except StopIteration as done:
            return done.value
