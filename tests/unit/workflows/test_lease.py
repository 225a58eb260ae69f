"""The relay's lease: one works, and who was replaced can write nothing any more."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from bson import Timestamp

from server.storage.client import Database
from server.storage.cursor import Position
from workflows.relay.lease import Lease, Leases

NOW = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=6)
HERE, THERE = Position(time=Timestamp(100, 1)), Position(token="82" + "AB" * 20)


@pytest.fixture
def leases(store: Database) -> Leases:
    return Leases(store, "orders")


def test_a_lease_nobody_has_is_free() -> None:
    assert Lease().is_free_for("a", NOW)


def test_a_lease_is_its_owners_until_its_time() -> None:
    lease = Lease().held("a", LATER, None)
    assert not lease.is_free_for("b", NOW)
    assert lease.is_free_for("b", LATER)


def test_its_owner_may_take_it_again() -> None:
    assert Lease().held("a", LATER, None).is_free_for("a", NOW)


def test_a_lease_given_back_is_free_at_once() -> None:
    assert Lease().held("a", LATER, None).released().is_free_for("b", NOW)


async def test_a_lease_comes_back_as_it_was_written(leases: Leases) -> None:
    first = Lease().held("a", LATER, HERE)
    assert await leases.replace(first, 0)
    assert await leases.load() == first
    second = first.held("a", LATER, THERE)
    assert await leases.replace(second, first.version)
    assert await leases.load() == second


async def test_of_many_that_want_it_one_gets_it(leases: Leases) -> None:
    wanted = [leases.replace(Lease().held(f"relay {n}", LATER, None), 0) for n in range(10)]
    assert sum(await asyncio.gather(*wanted)) == 1
    found = await leases.load()
    wanted = [
        leases.replace(found.held(f"relay {n}", LATER, None), found.version) for n in range(10)
    ]
    assert sum(await asyncio.gather(*wanted)) == 1


async def test_who_was_replaced_cannot_move_the_position_back(leases: Leases) -> None:
    mine = Lease().held("a", NOW, HERE)
    assert await leases.replace(mine, 0)
    theirs = mine.held("b", LATER, THERE)
    assert await leases.replace(theirs, mine.version)
    assert not await leases.replace(mine.held("a", LATER, HERE), mine.version)
    assert await leases.load() == theirs
