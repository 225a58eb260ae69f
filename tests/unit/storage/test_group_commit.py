"""Inserts that are written together fail and succeed one by one."""

import asyncio

import pytest
from pymongo.errors import DuplicateKeyError

from server.storage.client import Database
from server.storage.group_commit import GroupCommit


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
