"""A cancellation that the driver loses is heeded all the same."""

import asyncio
import contextlib

import pytest

from server.storage.client import bounded, heeded


async def loses_it(begun: asyncio.Event) -> None:
    """What asyncio.wait_for does before Python 3.12, when a message was sent at that moment."""
    with contextlib.suppress(asyncio.CancelledError):
        begun.set()
        await asyncio.get_running_loop().create_future()


@pytest.mark.parametrize("way", [heeded, bounded])
async def test_a_loop_ends_although_the_driver_lost_its_cancellation(way: type[object]) -> None:
    begun, rounds = asyncio.Event(), 0

    async def loop() -> None:
        nonlocal rounds
        while rounds < 2:
            rounds += 1
            with way():  # type: ignore[attr-defined]
                await loses_it(begun)

    task = asyncio.create_task(loop())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert rounds == 1


async def test_whoever_tidies_up_after_a_cancellation_may_ask_the_database() -> None:
    tidied = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            with bounded():
                await asyncio.sleep(0)
            tidied.set()

    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert tidied.is_set()
