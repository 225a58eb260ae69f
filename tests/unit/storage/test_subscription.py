"""A watcher's queue: what comes while its reader waits need not wake it."""

import asyncio
from collections.abc import Iterator

import pytest

from server.storage.events import Change
from server.storage.subscription import Ending, Subscription

_BACKLOG = 3


def change(name: str) -> Change:
    """Of an order."""
    return Change(
        collection="orders",
        key=name,
        head={},
        raw=None,
        token=f"82{name}",
        topics=frozenset(),
    )


class Reader:
    """Waits, and has somebody who takes what comes meanwhile."""

    def __init__(self) -> None:
        self.subscription = Subscription([("orders", "rst_here")], _BACKLOG, lambda _: None)
        self.taken: list[str] = []
        self.takes = True
        self.waits: asyncio.Future[None] | None = None

    def express(self, change: Change) -> bool:
        if self.takes:
            self.taken.append(change.key)
            self.subscription.hold()
        return self.takes

    def put(self, *names: str) -> None:
        for name in names:
            self.subscription.put(change(name))

    @property
    def awake(self) -> bool:
        return self.waits is None or self.waits.done()

    def queued(self) -> Iterator[str]:
        while (one := self.subscription.take()) is not None:
            yield one.key


@pytest.fixture
async def reader() -> Reader:
    """One who waits."""
    reader = Reader()
    reader.subscription.hand_over(reader.express)
    reader.waits = reader.subscription.news()
    return reader


async def test_a_reader_that_waits_is_not_woken_for_what_is_taken(reader: Reader) -> None:
    reader.put("a")
    assert (reader.taken, reader.awake) == (["a"], False)


async def test_what_comes_meanwhile_goes_next_in_its_order(reader: Reader) -> None:
    reader.put("a", "b", "c")
    assert reader.taken == ["a"]
    for _ in range(2):
        reader.subscription.done()
    assert (reader.taken, reader.awake) == (["a", "b", "c"], False)


async def test_what_is_not_taken_is_for_the_reader(reader: Reader) -> None:
    reader.takes = False
    reader.put("a")
    assert reader.awake
    assert (reader.taken, [*reader.queued()]) == ([], ["a"])


async def test_behind_one_that_is_not_taken_none_is_taken(reader: Reader) -> None:
    reader.put("a", "b")
    reader.takes = False
    reader.subscription.done()
    reader.takes = True
    reader.put("c")
    assert reader.awake
    assert (reader.taken, [*reader.queued()]) == (["a"], ["b", "c"])


async def test_whatever_it_is_woken_for_waits_until_the_message_is_sent(reader: Reader) -> None:
    reader.put("a")
    reader.subscription.wake()
    assert not reader.awake
    reader.subscription.done()
    assert reader.awake


async def test_a_reader_that_is_awake_takes_all_itself(reader: Reader) -> None:
    reader.subscription.wake()
    reader.put("a")
    assert (reader.taken, [*reader.queued()]) == ([], ["a"])


async def test_a_slow_client_is_cut_off_while_its_message_is_stuck(reader: Reader) -> None:
    reader.put("a", "b", "c", "d", "e")
    assert reader.subscription.ending is Ending.TOO_SLOW
    assert not reader.awake, "a status cannot overtake a message"
    reader.subscription.done()
    assert (reader.awake, [*reader.queued()]) == (True, [])


async def test_nothing_is_taken_for_a_reader_that_has_left(reader: Reader) -> None:
    reader.put("a", "b")
    reader.subscription.close()
    reader.subscription.done()
    assert reader.taken == ["a"]
