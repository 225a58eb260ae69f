"""No call outlives its deadline."""

import asyncio
from dataclasses import dataclass
from typing import Any, cast

import grpc
import pymongo
import pytest

from server.contract import methods
from server.rpc.call import Call, Context, Proceed
from server.rpc.interceptors.deadline import DeadlineExceeded, keep_deadline
from tests.unit.rpc.conftest import Served, get_order, watch_order

_METHODS = {method.name: method for method in methods()}


@dataclass(slots=True)
class _Remaining:
    """So many seconds are left to the client, or it set no deadline."""

    seconds: float | None

    def time_remaining(self) -> float | None:
        return self.seconds


def _call(name: str, seconds: float | None) -> Call:
    return Call(_METHODS[name], cast(Context, _Remaining(seconds)), b"")


async def _is_cancelled_once_begun(act: Proceed, began: asyncio.Event) -> None:
    call = asyncio.create_task(keep_deadline(_METHODS["GetOrder"], act)(_call("GetOrder", 60)))
    await began.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call


async def _for_ever(call: Call) -> None:
    await asyncio.Event().wait()


async def test_what_takes_too_long_is_given_up_and_said_so() -> None:
    with pytest.raises(DeadlineExceeded) as caught:
        await keep_deadline(_METHODS["GetOrder"], _for_ever)(_call("GetOrder", 0.05))
    assert caught.value.metadata == {"seconds": "0.05"}


async def test_what_the_client_cancels_is_cancelled_and_not_late() -> None:
    async def act(call: Call) -> None:
        began.set()
        await asyncio.Event().wait()

    began = asyncio.Event()
    await _is_cancelled_once_begun(act, began)


async def test_a_cancellation_that_the_driver_loses_is_heeded() -> None:
    async def act(call: Call) -> str:
        began.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "done"
        return "never"

    began = asyncio.Event()
    await _is_cancelled_once_begun(act, began)
    with pytest.raises(DeadlineExceeded):
        await keep_deadline(_METHODS["GetOrder"], act)(_call("GetOrder", 0.05))


async def test_what_fails_in_time_fails_by_itself() -> None:
    async def act(call: Call) -> None:
        await asyncio.sleep(0)
        raise LookupError("no such order")

    with pytest.raises(LookupError):
        await keep_deadline(_METHODS["GetOrder"], act)(_call("GetOrder", 60))


@pytest.mark.parametrize(("left", "most"), [(None, 15), (3600.0, 15), (5.0, 5)])
async def test_the_database_is_given_no_longer_than_the_call(
    left: float | None, most: float
) -> None:
    async def ask(call: Call) -> float | None:
        return pymongo._csot.get_timeout()

    assert await keep_deadline(_METHODS["GetOrder"], ask)(_call("GetOrder", left)) == most


async def test_a_stream_has_none() -> None:
    async def ask(call: Call) -> object:
        return pymongo._csot.get_timeout()

    assert await keep_deadline(_METHODS["WatchOrder"], ask)(_call("WatchOrder", 0.0)) is None


async def test_what_a_client_does_not_wait_for_is_not_done_to_the_end(served: Served) -> None:
    ended = asyncio.Event()

    async def act(request: Any, call: Call) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    served.servicer.act = act
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await get_order(served, timeout=0.1)
    assert caught.value.code() is grpc.StatusCode.DEADLINE_EXCEEDED
    async with asyncio.timeout(5):
        await ended.wait()


async def test_a_stream_goes_with_its_client(served: Served) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def act(request: Any, call: Call) -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    served.servicer.act = act
    call = watch_order(served)
    async with asyncio.timeout(5):
        await began.wait()
        call.cancel()
        await ended.wait()
