"""When changes wait for others, and when not."""

import asyncio

from server.storage.gathering import Gathering


async def _waits(gathering: Gathering) -> bool:
    pausing = asyncio.ensure_future(gathering.pause())
    await asyncio.sleep(0)
    waits = not pausing.done()
    await pausing
    return waits


async def test_a_few_changes_wait_for_none() -> None:
    gathering = Gathering(per_second=400, pause_seconds=0.01, longest_seconds=0.02)
    for _ in range(10):
        gathering.came(2)
    assert not await _waits(gathering)


async def test_while_many_come_others_are_waited_for() -> None:
    gathering = Gathering(per_second=400, pause_seconds=0.01, longest_seconds=0.02)
    for _ in range(10):
        gathering.came(10)
    assert await _waits(gathering)
