"""The change feed: everything that was written, once, in order, to whom it concerns."""

import asyncio

import pytest

from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.cursor import CursorInvalid, CursorTooOld, Position, decode_cursor
from server.storage.events import Change
from server.storage.subscription import Ending, Subscription

HERE = frozenset({("orders", "rst_here")})


async def write(store: Database, *ids: str, restaurant_id: str = "rst_here") -> None:
    for order_id in ids:
        order = {"_id": order_id, "restaurant_id": restaurant_id, "version": 1}
        await store["orders"].insert_one(order)


async def read(subscription: Subscription, count: int) -> list[str]:
    async with asyncio.timeout(10):
        changes = [await subscription.next(10) for _ in range(count)]
    return [change.key for change in changes if change is not None]


async def replayed(feed: ChangeFeed, start: Position) -> list[str]:
    async with asyncio.timeout(10):
        return [change.key async for change in feed.replay(start, HERE)]


async def changes_of(subscription: Subscription, count: int) -> list[Change]:
    changes = [await subscription.next(10) for _ in range(count)]
    return [change for change in changes if change is not None]


async def test_a_watcher_sees_what_is_written_in_its_order(
    store: Database, feed: ChangeFeed
) -> None:
    subscription = feed.subscribe(HERE, 100)
    await write(store, "a", "b", "c")
    assert await read(subscription, 3) == ["a", "b", "c"]


async def test_a_watcher_sees_nothing_of_another_restaurant(
    store: Database, feed: ChangeFeed
) -> None:
    subscription = feed.subscribe(HERE, 100)
    await write(store, "theirs", restaurant_id="rst_there")
    await write(store, "ours")
    assert await read(subscription, 1) == ["ours"]


async def test_who_comes_back_gets_what_happened_in_between(
    store: Database, feed: ChangeFeed
) -> None:
    subscription = feed.subscribe(HERE, 100)
    await write(store, "a", "b", "c")
    first, _, _ = await changes_of(subscription, 3)
    assert await replayed(feed, first.position) == ["b", "c"]


async def test_who_comes_back_to_another_process_gets_the_same(
    store: Database, feed: ChangeFeed
) -> None:
    subscription = feed.subscribe(HERE, 100)
    await write(store, "a", "b")
    await write(store, "theirs", restaurant_id="rst_there")
    await write(store, "c")
    first, *_ = await changes_of(subscription, 3)
    other = ChangeFeed(store)
    other.route("orders", lambda document: [("orders", document["restaurant_id"])])
    await other.start()
    assert await replayed(other, first.position) == ["b", "c"]
    await other.stop()


async def test_a_cursor_survives_the_journey_to_a_client_and_back(
    store: Database, feed: ChangeFeed
) -> None:
    subscription = feed.subscribe(HERE, 100)
    await write(store, "a")
    (change,) = await changes_of(subscription, 1)
    assert decode_cursor(change.position.encode()) == change.position


@pytest.mark.parametrize("cursor", ["x", "AAAA", "cg", "!!!", "dAAA", "ä"])
async def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(CursorInvalid):
        decode_cursor(cursor)


async def test_a_token_of_no_history_is_refused(feed: ChangeFeed) -> None:
    with pytest.raises((CursorInvalid, CursorTooOld)):
        await replayed(feed, Position(token="82" + "00" * 20))


async def test_a_slow_reader_is_cut_off_and_the_others_are_not(
    store: Database, feed: ChangeFeed
) -> None:
    slow, reader = feed.subscribe(HERE, 2), feed.subscribe(HERE, 100)
    await write(store, "a", "b", "c")
    assert await read(reader, 3) == ["a", "b", "c"]
    assert await slow.next(10) is None
    assert slow.ending is Ending.TOO_SLOW


async def test_a_stopping_process_tells_its_watchers_to_come_back(feed: ChangeFeed) -> None:
    subscription = feed.subscribe(HERE, 100)
    await feed.stop()
    assert await subscription.next(10) is None
    assert subscription.ending is Ending.STOPPING


async def test_a_document_that_nobody_understands_stops_nobody_for_long(
    store: Database, feed: ChangeFeed
) -> None:
    watching = feed.subscribe(HERE, 100)
    await store["orders"].insert_one({"_id": "of no restaurant"})
    assert await watching.next(10) is None
    assert watching.ending is Ending.HISTORY_LOST
    again = feed.subscribe(HERE, 100)
    await write(store, "a")
    assert await read(again, 1) == ["a"]


async def test_who_watched_when_changes_were_missed_is_told_and_memories_are_dropped(
    store: Database, feed: ChangeFeed
) -> None:
    forgotten: list[bool] = []
    feed.on_gap(lambda: forgotten.append(True))
    watching = feed.subscribe(HERE, 100)
    await store["orders"].insert_one({"_id": "of no restaurant"})
    assert await watching.next(10) is None
    assert forgotten == [True]
