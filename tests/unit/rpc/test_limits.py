"""A server that has enough to do says so at once, and takes more when it can."""

import asyncio
from typing import Any

import pytest
from google.rpc import error_details_pb2

from server.rpc.call import Call
from tests.support.refusals import refused
from tests.unit.rpc.conftest import Limits, Served, get_order, watch_order


@pytest.fixture
def limits() -> Limits:
    return Limits(calls=2, streams=1)


class Busy:
    """Work that goes on until it is let go."""

    def __init__(self, served: Served) -> None:
        self.at_work = 0
        self.go = asyncio.Event()
        served.servicer.act = self._act

    async def _act(self, request: Any, call: Call) -> Any:
        self.at_work += 1
        try:
            await self.go.wait()
        finally:
            self.at_work -= 1
        return None if call.method.streams else call.method.response_class()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while self.at_work != count:
                await asyncio.sleep(0.001)


async def test_one_too_many_is_told_to_come_back(served: Served) -> None:
    busy = Busy(served)
    calls = [asyncio.ensure_future(get_order(served)) for _ in range(2)]
    await busy.until(2)
    refusal = await refused(get_order(served))
    assert (refusal.code, refusal.reason) == ("RESOURCE_EXHAUSTED", "TOO_MANY_CALLS")
    assert refusal.metadata == {"limit": "2"}
    retry = error_details_pb2.RetryInfo()
    assert refusal.details[-1].Unpack(retry)
    assert retry.retry_delay.seconds == 1
    busy.go.set()
    await asyncio.gather(*calls)
    await get_order(served)


async def test_streams_are_counted_apart(served: Served) -> None:
    busy = Busy(served)
    stream = watch_order(served)
    await busy.until(1)
    assert (await refused(watch_order(served).read())).metadata == {"limit": "1"}
    calls = [asyncio.ensure_future(get_order(served)) for _ in range(2)]
    await busy.until(3)
    busy.go.set()
    await asyncio.gather(*calls)
    stream.cancel()


async def test_who_leaves_makes_room(served: Served) -> None:
    busy = Busy(served)
    for _ in range(3):
        stream = watch_order(served)
        await busy.until(1)
        stream.cancel()
        await busy.until(0)


async def test_who_is_refused_takes_up_no_room(served: Served) -> None:
    for _ in range(5):
        await refused(get_order(served, "forged"))
    await get_order(served)
