"""What is known of people: never older than it was, and nothing of who has left."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clerk import ClerkClient, RunningClerk
from server.clock import SystemClock
from server.identity.people import repository as people_documents
from server.identity.people.arrivals import Arrivals
from server.identity.people.clerk import ClerkFailed, ClerkUsers
from server.identity.people.commands import PeopleCommands
from server.identity.people.domain import Profile
from server.identity.people.repository import PersonRepository
from server.identity.teams import repository as team_documents
from server.identity.teams.domain import Member, Team
from server.identity.teams.repository import TeamRepository
from server.role import Role
from server.storage import inbox as inbox_documents
from server.storage.client import Database, connect
from server.storage.inbox import Inbox
from server.storage.indexes import ensure_indexes
from tests.support.components import Mongod

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _profile(name: str, *, minutes: int = 0) -> Profile:
    time = _NOON + timedelta(minutes=minutes)
    return Profile(user_id="user_1", name=name, email="a@b.c", phone="+351", clerk_time=time)


@pytest.fixture
async def store(mongod_server: Mongod, database: str) -> AsyncIterator[Database]:
    """A database of people and teams."""
    documents = (people_documents, team_documents, inbox_documents)
    async with connect(mongod_server.uri) as client:
        await ensure_indexes(client[database], {one.COLLECTION: one.INDEXES for one in documents})
        yield client[database]


@pytest.fixture
def people(store: Database) -> PeopleCommands:
    """What workers do."""
    return PeopleCommands(store, SystemClock())


async def test_older_news_never_overwrite_newer(people: PeopleCommands) -> None:
    await people.told(_profile("Asha", minutes=1))
    assert (await people.told(_profile("Aisha"))).name == "Asha"
    assert (await people.told(_profile("Asha Menon", minutes=2))).name == "Asha Menon"


async def test_told_twice_changes_nothing(people: PeopleCommands) -> None:
    first = await people.told(_profile("Asha"))
    assert await people.told(_profile("Asha")) == first


async def test_of_who_has_left_nothing_personal_stays(
    people: PeopleCommands, store: Database
) -> None:
    await people.told(_profile("Asha"))
    await people.erase("user_1")
    await people.told(_profile("Asha", minutes=5))
    person = await PersonRepository(store).get("user_1")
    assert (person.gone, person.name, person.email, person.phone) == (True, "", "", "")


async def _team(store: Database, restaurant_id: str, **roles: Role) -> TeamRepository:
    members = tuple(
        Member(restaurant_id=restaurant_id, user_id=name, role=role, join_time=_NOON)
        for name, role in roles.items()
    )
    repository = TeamRepository(store, restaurant_id)
    await repository.insert(Team(restaurant_id=restaurant_id, members=members))
    return repository


async def test_who_has_left_is_on_no_team_but_as_its_last_owner(
    people: PeopleCommands, store: Database
) -> None:
    staff = await _team(store, "rst_1", user_1=Role.STAFF, user_2=Role.OWNER)
    owner = await _team(store, "rst_2", user_1=Role.OWNER, user_2=Role.OWNER)
    alone = await _team(store, "rst_3", user_1=Role.OWNER, user_2=Role.MANAGER)
    await people.erase("user_1")
    await people.erase("user_1")
    assert (await staff.roles()).keys() == {"user_2"}
    assert (await owner.roles()).keys() == {"user_2"}
    assert (await alone.roles()).keys() == {"user_1", "user_2"}


async def test_who_comes_for_the_first_time_is_asked_about_once(
    people: PeopleCommands, store: Database
) -> None:
    inbox = Inbox(store, SystemClock())
    for _ in range(2):  # two processes
        arrivals = Arrivals(store, inbox, noticing=True)
        await arrivals.seen("user_2")
        await arrivals.seen("user_2")
    await people.told(_profile("Asha"))
    await Arrivals(store, inbox, noticing=True).seen("user_1")
    await Arrivals(store, inbox, noticing=False).seen("user_3")
    noted = [one["concern"]["id"] async for one in store[inbox_documents.COLLECTION].find()]
    assert noted == ["user_2"]


async def test_clerk_is_asked_for_the_primary_addresses(clerk_server: RunningClerk) -> None:
    clerk = ClerkUsers(clerk_server.url, clerk_server.secret_key)
    async with ClerkClient(clerk_server.url, clerk_server.secret_key) as client:
        user = await client.create_user("a@b.example", first_name="Asha", last_name="Menon")
    profile = await clerk.find(user.id)
    assert profile is not None
    assert (profile.name, profile.email, profile.phone) == ("Asha Menon", "a@b.example", "")
    assert await clerk.find("user_nobody") is None


async def test_a_clerk_that_refuses_or_is_away_has_said_nothing(
    clerk_server: RunningClerk,
) -> None:
    for url, key in ((clerk_server.url, "sk_wrong"), ("http://127.0.0.1:9", "sk_any")):
        with pytest.raises(ClerkFailed):
            await ClerkUsers(url, key).find("user_1")
