"""A restaurant's team: its members, and the roles that are on offer.

One document, so that what holds for the team as a whole (it has an owner; it is not larger than
that; nobody rises by an offer that could not be made any more) is decided where it is written.
Every command is held against the caller's role in this very team, not against the one that the call
began with.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.errors import FieldViolation, InvalidFields, NotFound, RequestIdReused
from server.identity.teams.errors import AlreadyMember, InvitationNotOpen, LastOwner
from server.identity.teams.permissions import may_give, require_may_give
from server.origin import Origin
from server.role import Role

INVITATION_LASTS = timedelta(days=7)
#: Members and open invitations together: whoever was invited finds a seat.
MOST_MEMBERS = 1_000
#: Used ones are kept too, so that repeating a request repeats its answer.
_MOST_INVITATIONS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person with a role."""

    restaurant_id: str
    #: Clerk's.
    user_id: str
    role: Role
    join_time: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A role on offer to whoever holds its code. Kept for its seven days even when it is used."""

    id: str
    code_hash: str
    role: Role
    #: In the words of who invited.
    invitee: str
    #: The user who answers for the offer.
    invited_by: str
    expire_time: datetime
    origin: Origin
    #: The user who took it up, or "".
    accepted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Members in the order in which they joined, and invitations that have not expired."""

    restaurant_id: str
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...] = ()
    version: int = 1

    @property
    def id(self) -> str:
        """A restaurant has one team."""
        return self.restaurant_id

    def member(self, user_id: str) -> Member | None:
        """That person's membership."""
        return next((one for one in self.members if one.user_id == user_id), None)

    def role_of(self, user_id: str) -> Role | None:
        """That person's role."""
        member = self.member(user_id)
        return None if member is None else member.role

    def invitation_of(self, origin: Origin) -> Invitation | None:
        """What the same request has made. Raises RequestIdReused."""
        for one in self.invitations:
            if (one.origin.caller, one.origin.request_id) == (origin.caller, origin.request_id):
                if one.origin != origin:
                    raise RequestIdReused(origin.request_id)
                return one
        return None

    def at(self, now: datetime) -> "Team":
        """Without the offers that do not stand any more.

        They have expired, or who made them could not make them now: nobody who was taken off the
        team comes back, or rises, by an invitation of his own.
        """
        kept = tuple(
            one
            for one in self.invitations
            if now < one.expire_time
            and (one.accepted_by or may_give(self.role_of(one.invited_by), one.role))
        )
        return replace(self, invitations=kept)

    def invite(self, invitation: Invitation, now: datetime) -> "Team":
        """Puts a role on offer. Raises CallerNotAllowed, InvalidFields, RequestIdReused."""
        current = self.at(now)
        if current.invitation_of(invitation.origin):
            return self
        require_may_give(self.role_of(invitation.invited_by), invitation.role)
        _require_room(current)
        offers = (*current.invitations, invitation)
        return replace(current, invitations=offers, version=self.version + 1)

    def accept(self, code_hash: str, user_id: str, now: datetime) -> "Team":
        """Takes up the role on offer. Raises InvitationNotOpen, AlreadyMember."""
        current, member = self.at(now), self.member(user_id)
        offer = next((one for one in current.invitations if one.code_hash == code_hash), None)
        if offer is not None and offer.accepted_by == user_id and member is not None:
            return self
        if offer is None or offer.accepted_by:
            raise InvitationNotOpen
        if member is not None:
            raise AlreadyMember(member.role)
        joined = Member(
            restaurant_id=self.restaurant_id, user_id=user_id, role=offer.role, join_time=now
        )
        used = replace(offer, accepted_by=user_id)
        offers = tuple(used if one is offer else one for one in current.invitations)
        members = (*self.members, joined)
        return replace(current, members=members, invitations=offers, version=self.version + 1)

    def change_role(self, by: str, user_id: str, role: Role, now: datetime) -> "Team":
        """Gives a member another role. Raises NotFound, CallerNotAllowed, LastOwner."""
        member = self._require_member(user_id)
        require_may_give(self.role_of(by), member.role, role)
        if member.role is role:
            return self
        self._require_other_owner(member)
        other = replace(member, role=role)
        members = tuple(other if one is member else one for one in self.members)
        return replace(self, members=members, version=self.version + 1).at(now)

    def remove(self, by: str, user_id: str, now: datetime) -> "Team":
        """Takes a member off the team. Raises NotFound, CallerNotAllowed, LastOwner."""
        member = self._require_member(user_id)
        require_may_give(self.role_of(by), member.role)
        self._require_other_owner(member)
        return self._left_by(member, now)

    def without(self, user_id: str, now: datetime) -> "Team":
        """Somebody's account is gone. A last owner stays: else nobody could let anybody in."""
        member = self.member(user_id)
        if member is None or self._is_last_owner(member):
            return self
        return self._left_by(member, now)

    def _left_by(self, member: Member, now: datetime) -> "Team":
        members = tuple(one for one in self.members if one is not member)
        return replace(self, members=members, version=self.version + 1).at(now)

    def _require_member(self, user_id: str) -> Member:
        member = self.member(user_id)
        if member is None:
            raise NotFound("member", user_id)
        return member

    def _require_other_owner(self, member: Member) -> None:
        if self._is_last_owner(member):
            raise LastOwner

    def _is_last_owner(self, member: Member) -> bool:
        return [one for one in self.members if one.role is Role.OWNER] == [member]


def found(restaurant_id: str, user_id: str, now: datetime) -> Team:
    """The team of a new restaurant: its first owner."""
    first = Member(restaurant_id=restaurant_id, user_id=user_id, role=Role.OWNER, join_time=now)
    return Team(restaurant_id=restaurant_id, members=(first,))


def _require_room(team: Team) -> None:
    open_ones = [one for one in team.invitations if not one.accepted_by]
    seats = len(team.members) + len(open_ones)
    if seats >= MOST_MEMBERS or len(team.invitations) >= _MOST_INVITATIONS:
        room = f"a team has room for {MOST_MEMBERS}, open invitations counted"
        raise InvalidFields([FieldViolation("invitee", room)])
