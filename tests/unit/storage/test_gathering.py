"""When changes wait for others, and when not."""

import asyncio

import pytest

from server import pace
from server.storage import gathering as module
from server.storage.gathering import Gathering
from tests.support.stopwatch import Stopwatch


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    watch = Stopwatch()
    for one in (pace, module):
        monkeypatch.setattr(one, "monotonic", watch)
    return watch


@pytest.fixture
def gathering(watch: Stopwatch) -> Gathering:
    return Gathering(per_second=400, every_seconds=0.01, longest_seconds=0.02)


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
    for _ in range(10):
        watch.now += 0.01
        gathering.came(8)
    await gathering.turn()
    assert await _waits(gathering)


async def test_who_was_long_at_handing_out_does_not_wait_on_top_of_it(
    gathering: Gathering, watch: Stopwatch
) -> None:
    for _ in range(10):
        watch.now += 0.02
        gathering.came(16)
    await gathering.turn()
    watch.now += 0.02
    assert not await _waits(gathering)
