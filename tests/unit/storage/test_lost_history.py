"""A client that was away for longer than the history is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.local import mongod
from deploy.local.ports import free_port
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database, connect
from server.storage.cursor import CursorTooOld

#: Forgets as soon as it may.
_FORGETFUL = ("--syncdelay", "1", "--setParameter", "minSnapshotHistoryWindowInSeconds=0")
_OPLOG_MEGABYTES = 8


@pytest.fixture
async def forgetful_store(tmp_path: Path) -> AsyncIterator[Database]:
    """A database whose oplog is small."""
    port = free_port()
    process = await mongod.start(
        port=port,
        data=tmp_path / "data",
        log=tmp_path / "mongod.log",
        for_tests=True,
        oplog_megabytes=_OPLOG_MEGABYTES,
        more=_FORGETFUL,
    )
    async with connect(mongod.uri(port)) as client:
        yield client["forgetful"]
    await process.stop()


async def started(store: Database) -> ChangeFeed:
    """A feed of orders, as a process has it that has just started."""
    feed = ChangeFeed(store)
    feed.route("orders", lambda document: [("orders", document["restaurant_id"])])
    await feed.start()
    return feed


async def is_forgotten(store: Database, since: object) -> bool:
    """Whether the oplog no longer has that moment."""
    oplog = store.client["local"]["oplog.rs"]
    oldest = await oplog.find_one(sort=[("$natural", 1)])
    return oldest is not None and oldest["ts"] > since


async def test_a_cursor_older_than_the_history_is_refused_and_not_answered_in_part(
    forgetful_store: Database,
) -> None:
    store = forgetful_store
    feed = await started(store)
    topics = frozenset({("orders", "r")})
    watching = feed.subscribe(topics, 10)
    await store["orders"].insert_one({"_id": "a", "restaurant_id": "r"})
    seen = await watching.next(10)
    assert seen is not None
    await feed.stop()

    while not await is_forgotten(store, seen.position.moment):
        await store["noise"].insert_one({"text": "x" * 500_000})
    later = await started(store)
    with pytest.raises(CursorTooOld):
        _ = [change async for change in later.replay(seen.position, topics)]
    await later.stop()
