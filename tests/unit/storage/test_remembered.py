"""What never changes is loaded once."""

import asyncio
from contextvars import ContextVar

import pytest

from server.storage.remembered import Remembered


class _Source:
    """Counts, and answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer = asyncio.Event()

    async def load(self, key: str) -> str:
        self.asked.append(key)
        await self.answer.wait()
        if key == "broken":
            raise ConnectionError(key)
        return key.upper()


@pytest.fixture
async def source() -> _Source:
    return _Source()


async def test_many_who_ask_at_once_cost_one_load(source: _Source) -> None:
    values = Remembered(source.load, most=2)
    asking = asyncio.gather(*(values.get("a") for _ in range(20)))
    source.answer.set()
    assert set(await asking) == {"A"}
    assert await values.get("a") == "A"
    assert source.asked == ["a"]


async def test_one_who_leaves_takes_nothing_from_the_others(source: _Source) -> None:
    values = Remembered(source.load, most=2)
    first, second = (asyncio.ensure_future(values.get("a")) for _ in range(2))
    await asyncio.wait([first, second], timeout=0)
    first.cancel()
    source.answer.set()
    assert await second == "A"
    assert source.asked == ["a"]


async def test_a_failure_is_told_to_all_and_not_remembered(source: _Source) -> None:
    values = Remembered(source.load, most=2)
    source.answer.set()
    asking = (values.get("broken") for _ in range(3))
    results = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(one) for one in results] == [ConnectionError] * 3
    with pytest.raises(ConnectionError):
        await values.get("broken")
    assert source.asked == ["broken", "broken"]


async def test_what_was_asked_for_longest_ago_goes_first(source: _Source) -> None:
    values = Remembered(source.load, most=2)
    source.answer.set()
    for key in ("a", "b", "a", "c", "a", "b"):
        await values.get(key)
    assert source.asked == ["a", "b", "c", "b"]


async def test_what_is_heavy_leaves_room_for_little_else(source: _Source) -> None:
    values = Remembered(source.load, most=5, weigh=len)
    source.answer.set()
    for key in ("aa", "bb", "aa", "cc", "bb", "heavier", "cc", "heavier"):
        await values.get(key)
    assert source.asked == ["aa", "bb", "cc", "bb", "heavier", "cc", "heavier"]


async def test_what_is_loaded_knows_nothing_of_who_asked_first() -> None:
    hurry = ContextVar("hurry", default=False)

    async def load(key: str) -> bool:
        del key
        return hurry.get()

    values = Remembered(load, most=2)
    hurry.set(True)
    assert not await values.get("a")
