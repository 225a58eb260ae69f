"""Who waits for others at the entrance, and for how long."""

import asyncio
from typing import Any, cast

import pytest

from server import pace
from server.contract import methods
from server.rpc.call import Call, Context, Proceed
from server.rpc.interceptors import grouping as module
from server.rpc.interceptors.grouping import Grouping
from tests.support.stopwatch import Stopwatch

_METHODS = {method.name: method for method in methods()}
#: So many tell how fast they come; these are served at once.
_FIRST = 31
_NEVER = 3600.0


class _Served:
    """Whoever was let in, in order."""

    def __init__(self, grouping: Grouping) -> None:
        self.names: list[str] = []
        self._ways = {name: self._way(grouping, name) for name in ("GetMenu", "PlaceOrder")}

    def _way(self, grouping: Grouping, name: str) -> Proceed:
        async def serve(call: Call) -> None:
            self.names.append(name)

        return grouping(_METHODS[name], serve)

    def call(self, name: str = "GetMenu") -> asyncio.Task[Any]:
        """Somebody calls."""
        context = cast(Context, None)
        return asyncio.create_task(self._ways[name](Call(_METHODS[name], context, b"")))

    async def came_fast(self) -> "_Served":
        """Itself, when so many have been served that the next one has come fast."""
        for _ in range(_FIRST):
            await self.call()
        assert len(self.names) == _FIRST
        self.names.clear()
        return self


async def _turns() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_where_few_come_none_waits() -> None:
    served = _Served(Grouping(fast=1_000_000_000, wait_seconds=_NEVER))
    for _ in range(_FIRST * 3):
        await served.call()


async def test_where_many_come_they_are_let_in_together() -> None:
    served = await _Served(Grouping(fast=1, most=3, wait_seconds=_NEVER)).came_fast()
    calls = [served.call(), served.call()]
    await _turns()
    assert served.names == []
    await asyncio.gather(*calls, served.call())
    assert served.names == ["GetMenu"] * 3


async def test_no_longer_than_a_moment() -> None:
    served = await _Served(Grouping(fast=1, most=1000, wait_seconds=0.01)).came_fast()
    async with asyncio.timeout(5):
        await asyncio.gather(served.call(), served.call())
        await served.call()


async def test_who_is_alone_waits_once_in_a_while_to_see_who_comes() -> None:
    served = await _Served(Grouping(fast=1, wait_seconds=0.01, look_seconds=_NEVER)).came_fast()
    async with asyncio.timeout(5):
        await served.call()
    for _ in range(100):
        call = served.call()
        await _turns()
        assert call.done()


async def test_as_many_as_come_are_waited_for() -> None:
    served = await _Served(Grouping(fast=1, wait_seconds=0.01, look_seconds=_NEVER)).came_fast()
    async with asyncio.timeout(5):
        await asyncio.gather(*(served.call() for _ in range(3)))
    served.names.clear()
    first = [served.call(), served.call()]
    await _turns()
    assert served.names == []
    last = served.call()
    await _turns()
    assert all(call.done() for call in (*first, last))


async def test_when_fewer_come_than_before_they_soon_wait_for_nobody() -> None:
    served = await _Served(Grouping(fast=1, wait_seconds=0.01, look_seconds=_NEVER)).came_fast()
    async with asyncio.timeout(5):
        await asyncio.gather(*(served.call() for _ in range(3)))
        await served.call()  # waits for two who are not there
        await served.call()  # sees that they do not come
    for _ in range(100):
        call = served.call()
        await _turns()
        assert call.done()


@pytest.mark.parametrize(("each_seconds", "wait"), [(0.0003, False), (0.002, True)])
async def test_where_calls_take_long_fewer_of_them_are_many(
    each_seconds: float, wait: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, processor = Stopwatch.on(monkeypatch, pace), Stopwatch()
    monkeypatch.setattr(module, "process_time", processor)
    served = _Served(Grouping(fast=500, wait_seconds=0.001))
    waited = False
    async with asyncio.timeout(10):
        for _ in range(300):
            clock.now += 1 / 200
            processor.now += each_seconds
            call = served.call()
            await _turns()
            waited = waited or not call.done()
            await call
    assert waited == wait


async def test_those_who_ask_the_same_come_after_each_other() -> None:
    served = await _Served(Grouping(fast=1, most=4, wait_seconds=_NEVER)).came_fast()
    names = ("PlaceOrder", "GetMenu", "PlaceOrder", "GetMenu")
    await asyncio.gather(*map(served.call, names))
    assert served.names == sorted(names)


async def test_who_leaves_keeps_nobody() -> None:
    served = await _Served(Grouping(fast=1, most=3, wait_seconds=_NEVER)).came_fast()
    leaves, stays = served.call(), served.call()
    await _turns()
    leaves.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaves
    await asyncio.gather(stays, served.call())
    assert served.names == ["GetMenu"] * 2


async def test_a_stream_is_in_no_group() -> None:
    async def watch(call: Call) -> None:
        raise AssertionError("nobody called")

    assert Grouping()(_METHODS["WatchMenu"], watch) is watch
