"""What Clerk says about people: all that can be done with a database and a clock."""

from collections.abc import Callable
from functools import partial

from server.clock import Clock
from server.identity.people.domain import Person, Profile
from server.identity.people.repository import PersonRepository
from server.identity.teams.repository import TeamRepository, memberships_of
from server.storage.change import change
from server.storage.client import Database


class PeopleCommands:
    """Writes down what was learnt. Workers need no more than this."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """`clock` says when something was learnt."""
        self._database = database
        self._people = PersonRepository(database)
        self._clock = clock

    async def told(self, profile: Profile) -> Person:
        """Clerk was asked, and said this. Harmless if something newer is known."""
        now = self._clock.now()
        return await self._change(profile.user_id, lambda person: person.told(profile, now))

    async def erase(self, user_id: str) -> Person:
        """The account is deleted: what was personal goes, and every role but a last owner's."""
        now = self._clock.now()
        person = await self._change(user_id, lambda person: person.erased(now))
        for member in await memberships_of(self._database, user_id):
            await self._leave(member.restaurant_id, user_id)
        return person

    async def _change(self, user_id: str, decide: Callable[[Person], Person]) -> Person:
        load = partial(self._people.get, user_id)
        return await change(load, decide, self._people.replace, expected_version=0)

    async def _leave(self, restaurant_id: str, user_id: str) -> None:
        teams, now = TeamRepository(self._database, restaurant_id), self._clock.now()
        await change(
            teams.get, lambda team: team.without(user_id, now), teams.replace, expected_version=0
        )
