"""Inviting people to a team, giving them roles, and asking what role somebody has."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from server.clock import Clock
from server.errors import NotFound
from server.identity.codes import Codes
from server.identity.teams import domain
from server.identity.teams.domain import INVITATION_LASTS, Invitation, Member, Team
from server.identity.teams.errors import InvitationNotOpen
from server.identity.teams.repository import (
    COLLECTION,
    TeamRepository,
    key_of,
    memberships_of,
    restaurant_of_code,
)
from server.ids import new_id
from server.origin import Origin
from server.role import Role
from server.storage.cache import FeedCache
from server.storage.change import change
from server.storage.change_feed import ChangeFeed
from server.storage.client import Database

#: 128 bits: guessed by nobody, whatever the pace.
_CODE_LENGTH = 28


class TeamService:
    """The teams of all restaurants."""

    def __init__(self, database: Database, feed: ChangeFeed, clock: Clock, secret: str) -> None:
        """`secret` is the settings' token_secret: the codes of invitations follow from it."""
        self._database = database
        self._clock = clock
        self._codes = Codes(secret, "invitations", _CODE_LENGTH)
        self._teams = partial(TeamRepository, database)
        self._roles = FeedCache(
            feed, COLLECTION, lambda restaurant_id: self._teams(restaurant_id).roles(), key_of
        )

    async def found(self, restaurant_id: str, user_id: str, now: datetime) -> None:
        """Gives a new restaurant its first owner. Harmless if it has a team."""
        await self._teams(restaurant_id).insert(domain.found(restaurant_id, user_id, now))
        self._roles.drop(restaurant_id)

    async def role_of(self, user_id: str, restaurant_id: str) -> Role | None:
        """The person's role there, from memory if possible.

        Somebody who is not remembered is looked for once more: another process may have let them
        in a moment ago.
        """
        roles = await self._roles.get(restaurant_id)
        if user_id not in roles:
            self._roles.drop(restaurant_id)
            roles = await self._roles.get(restaurant_id)
        return roles.get(user_id)

    async def invite(
        self, restaurant_id: str, by: str, *, role: Role, invitee: str, origin: Origin
    ) -> tuple[Invitation, str]:
        """Puts a role on offer for seven days; returns the offer and its code.

        `by` is the inviting user. Raises CallerNotAllowed, InvalidFields, RequestIdReused.
        """
        now, invitation_id = self._clock.now(), new_id("inv")
        invitation = Invitation(
            id=invitation_id,
            code_hash=self._codes.hash_of(self._codes.code_of(invitation_id)),
            role=role,
            invitee=invitee,
            invited_by=by,
            expire_time=now + INVITATION_LASTS,
            origin=origin,
        )
        team = await self._change(restaurant_id, lambda team: team.invite(invitation, now))
        made = team.invitation_of(origin) or invitation
        return made, self._codes.code_of(made.id)

    async def accept(self, code: str, user_id: str) -> Member:
        """Takes up the role that the code offers. Raises InvitationNotOpen, AlreadyMember."""
        now, code_hash = self._clock.now(), self._codes.hash_of(code)
        restaurant_id = await restaurant_of_code(self._database, code_hash)
        if restaurant_id is None:
            raise InvitationNotOpen
        team = await self._change(restaurant_id, lambda team: team.accept(code_hash, user_id, now))
        return _member(team, user_id)

    async def members(self, restaurant_id: str) -> tuple[Member, ...]:
        """Everybody, in the order in which they joined. Raises NotFound."""
        return (await self._teams(restaurant_id).get()).members

    async def memberships(self, user_id: str) -> list[Member]:
        """Where that person is a member."""
        return await memberships_of(self._database, user_id)

    async def change_role(self, restaurant_id: str, by: str, user_id: str, role: Role) -> Member:
        """Gives a member another role. Raises NotFound, CallerNotAllowed, LastOwner."""
        now = self._clock.now()
        team = await self._change(
            restaurant_id, lambda team: team.change_role(by, user_id, role, now)
        )
        return _member(team, user_id)

    async def remove(self, restaurant_id: str, by: str, user_id: str) -> None:
        """Takes a member off the team. Raises NotFound, CallerNotAllowed, LastOwner."""
        now = self._clock.now()
        await self._change(restaurant_id, lambda team: team.remove(by, user_id, now))

    async def _change(self, restaurant_id: str, decide: Callable[[Team], Team]) -> Team:
        teams = self._teams(restaurant_id)
        team = await change(teams.get, decide, teams.replace, expected_version=0)
        self._roles.drop(restaurant_id)
        return team


def _member(team: Team, user_id: str) -> Member:
    member = team.member(user_id)
    if member is None:
        raise NotFound("member", user_id)
    return member
