"""When changes wait for others, and when not."""

import asyncio

import pytest

from server import pace
from server.storage import gathering as module
from server.storage.gathering import Gathering
from tests.support.stopwatch import Stopwatch


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    return Stopwatch.on(monkeypatch, pace, module)


@pytest.fixture
def gathering(watch: Stopwatch) -> Gathering:
    return Gathering(per_second=400, every_seconds=0.01, longest_seconds=0.02)


async def _came(gathering: Gathering, watch: Stopwatch, *, every_seconds: float) -> None:
    # Eight hundred a second, in heaps, and nobody has been long at handing out the last.
    for _ in range(10):
        watch.now += every_seconds
        gathering.came(int(800 * every_seconds))
    await gathering.turn()


async def _waits(gathering: Gathering) -> bool:
    turn = asyncio.ensure_future(gathering.turn())
    for _ in range(3):
        await asyncio.sleep(0)
    waits = not turn.done()
    await turn
    return waits


async def test_a_few_changes_wait_for_none(gathering: Gathering, watch: Stopwatch) -> None:
    for _ in range(20):
        watch.now += 0.01
        gathering.came(2)
        assert not await _waits(gathering)


async def test_while_many_come_others_are_waited_for(
    gathering: Gathering, watch: Stopwatch
) -> None:
    await _came(gathering, watch, every_seconds=0.01)
    assert await _waits(gathering)


async def test_who_was_long_at_handing_out_does_not_wait_on_top_of_it(
    gathering: Gathering, watch: Stopwatch
) -> None:
    await _came(gathering, watch, every_seconds=0.02)
    watch.now += 0.02
    assert not await _waits(gathering)
