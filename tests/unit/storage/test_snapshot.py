"""A snapshot and what follows it: nothing twice, nothing missing."""

import asyncio
from datetime import UTC, datetime, timedelta

from server.storage.change_feed import ChangeFeed
from server.storage.client import Database
from server.storage.snapshot import snapshot


async def test_what_a_snapshot_has_not_comes_after_its_moment(
    store: Database, feed: ChangeFeed
) -> None:
    orders, written = store["orders"], 400

    async def write_all() -> None:
        for number in range(written):
            await orders.insert_one({"_id": number, "restaurant_id": "r", "version": 1})

    writing = asyncio.create_task(write_all())
    while await orders.count_documents({}) < 50:
        await asyncio.sleep(0)
    taken = snapshot(store, "orders", {"restaurant_id": "r"}, {"_id": 1})
    held = [document["_id"] async for batch in taken.batches() for document in batch]
    await writing

    other = ChangeFeed(store)
    other.route("orders", lambda document: [("orders", document["restaurant_id"])])
    await other.start()
    topics = frozenset({("orders", "r")})
    later = [change.key async for change in other.replay(taken.position, topics)]
    await other.stop()
    assert held
    assert held + later == list(range(written))


async def test_a_large_snapshot_comes_in_parts_of_one_moment(store: Database) -> None:
    await store["orders"].insert_many({"_id": number} for number in range(1000))
    taken = snapshot(store, "orders", {}, {"_id": 1})
    parts: list[int] = []
    async for batch in taken.batches():
        parts.append(len(batch))
        await store["orders"].insert_one({"_id": 1000 + len(parts)})
    assert sum(parts) == 1000
    assert len(parts) > 1


async def test_times_in_a_snapshot_carry_their_zone(store: Database) -> None:
    times = [{"_id": number, "time": datetime.now(UTC)} for number in range(300)]
    await store["orders"].insert_many(times)
    taken = snapshot(store, "orders", {}, {"_id": 1})
    found = [one["time"].utcoffset() async for batch in taken.batches() for one in batch]
    assert found == [timedelta()] * 300
