"""Inserts that are written together fail and succeed one by one."""

import asyncio

import pytest
from pymongo import AsyncMongoClient
from pymongo.errors import DuplicateKeyError
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
)

from server.storage.client import Database, Document
from server.storage.group_commit import GroupCommit
from tests.support.components import Mongod


class _Inserts(CommandListener):
    """Counts how often the database is asked to insert."""

    count = 0

    def started(self, event: CommandStartedEvent) -> None:
        self.count += event.command_name == "insert"

    def succeeded(self, event: CommandSucceededEvent) -> None:
        """Of no interest."""

    def failed(self, event: CommandFailedEvent) -> None:
        """Of no interest."""


async def test_many_at_once_are_all_stored(store: Database) -> None:
    commit = GroupCommit(store["orders"])
    await asyncio.gather(*(commit.insert({"_id": number}) for number in range(1200)))
    assert await store["orders"].count_documents({}) == 1200


async def test_a_duplicate_fails_alone(store: Database) -> None:
    commit = GroupCommit(store["orders"])
    await commit.insert({"_id": 7})
    results = await asyncio.gather(
        *(commit.insert({"_id": number}) for number in range(20)), return_exceptions=True
    )
    failed = [number for number, result in enumerate(results) if result is not None]
    assert failed == [7]
    assert isinstance(results[7], DuplicateKeyError)


async def test_what_cannot_be_written_down_fails_alone(store: Database) -> None:
    commit = GroupCommit(store["orders"])
    documents = [{"_id": number, "amount": 10 ** (number * 4)} for number in range(7)]
    results = await asyncio.gather(*map(commit.insert, documents), return_exceptions=True)
    failed = {number: type(result) for number, result in enumerate(results) if result is not None}
    assert failed == {5: OverflowError, 6: OverflowError}
    assert await store["orders"].count_documents({}) == 5


async def test_a_caller_that_leaves_stops_nobody_else(store: Database) -> None:
    commit = GroupCommit(store["orders"])
    leaving = asyncio.create_task(commit.insert({"_id": "leaves"}))
    staying = asyncio.create_task(commit.insert({"_id": "stays"}))
    await asyncio.sleep(0)
    leaving.cancel()
    await staying
    with pytest.raises(asyncio.CancelledError):
        await leaving
    assert await store["orders"].find_one({"_id": "stays"})


@pytest.mark.parametrize(("many_a_second", "writes"), [(1, 1), (1_000_000, 2)])
async def test_only_where_many_come_does_one_wait_for_the_next(
    mongod_server: Mongod, database: str, many_a_second: int, writes: int
) -> None:
    heard = _Inserts()
    async with AsyncMongoClient[Document](mongod_server.uri, event_listeners=[heard]) as client:
        commit = GroupCommit(client[database]["orders"], many_a_second)
        await asyncio.gather(*(commit.insert({"_id": number}) for number in range(64)))
        before = heard.count
        first = asyncio.create_task(commit.insert({"_id": "first"}))
        for _ in range(50):  # turns of the loop that bring nothing
            await asyncio.sleep(0)
        await asyncio.gather(first, commit.insert({"_id": "second"}))
        assert heard.count - before == writes


async def test_enough_of_them_wait_for_no_more(store: Database) -> None:
    commit = GroupCommit(store["orders"], many_a_second=1)
    await asyncio.gather(*(commit.insert({"_id": number}) for number in range(64)))
    await asyncio.gather(*(commit.insert({"_id": number}) for number in range(64, 164)))
    assert await store["orders"].count_documents({}) == 164
