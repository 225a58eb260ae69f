"""Teams as documents."""

from collections.abc import Iterable, Mapping, Sequence

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.errors import NotFound
from server.identity.teams.domain import Invitation, Member, Team
from server.role import Role
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.once import origin_from_document, origin_to_document

COLLECTION = "teams"
INDEXES: Sequence[IndexModel] = (
    # These two lead with no restaurant: a person, or a code, is all that is known.
    IndexModel([("members.user_id", ASCENDING)], name="member"),
    IndexModel(
        [("invitations.code_hash", ASCENDING)],
        name="code",
        unique=True,
        # Without invitations there is nothing to be unique.
        partialFilterExpression={"invitations.code_hash": {"$exists": True}},
    ),
)

_MOST_MEMBERSHIPS = 1_000


class TeamRepository:
    """The team of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._teams = database[COLLECTION]
        self._restaurant_id = restaurant_id

    async def get(self) -> Team:
        """Raises NotFound."""
        document = await self._teams.find_one(self._scope)
        if document is None:
            raise NotFound("restaurant", self._restaurant_id)
        return from_document(document)

    async def roles(self) -> Mapping[str, Role]:
        """The members' roles by user id; of an unknown restaurant, none."""
        document = await self._teams.find_one(self._scope, {"members": 1})
        members = document["members"] if document else ()
        return {one["user_id"]: Role(one["role"]) for one in members}

    async def insert(self, team: Team) -> None:
        """Stores a team, unless the restaurant has one."""
        try:
            await self._teams.insert_one(to_document(team))
        except DuplicateKeyError as error:
            if "_id" not in (error.details or {}).get("keyPattern", {}):
                raise

    async def replace(self, team: Team, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        return await documents.replace(self._teams, to_document(team), version)

    @property
    def _scope(self) -> Document:
        return {"_id": self._restaurant_id, "restaurant_id": self._restaurant_id}


async def restaurant_of_code(database: Database, code_hash: str) -> str | None:
    """The restaurant whose team has made the code."""
    match = {"invitations.code_hash": code_hash}
    document = await database[COLLECTION].find_one(match, {"restaurant_id": 1})
    return None if document is None else str(document["restaurant_id"])


async def memberships_of(database: Database, user_id: str) -> list[Member]:
    """Where that person is a member, oldest restaurant first."""
    only = {"restaurant_id": 1, "members": {"$elemMatch": {"user_id": user_id}}}
    found = database[COLLECTION].find({"members.user_id": user_id}, only)
    cursor = found.sort("_id", ASCENDING).limit(_MOST_MEMBERSHIPS)
    return [_member(one["restaurant_id"], one["members"][0]) async for one in cursor]


def topics(head: Head) -> Iterable[Topic]:
    """Whom a change of a team concerns."""
    return (("team", head["restaurant_id"]),)


def key_of(head: Head) -> str:
    """By what teams are remembered."""
    return str(head["restaurant_id"])


def to_document(team: Team) -> Document:
    """As it is stored."""
    return {
        "_id": team.id,
        "restaurant_id": team.restaurant_id,
        "version": team.version,
        "members": [
            {"user_id": one.user_id, "role": one.role.value, "join_time": one.join_time}
            for one in team.members
        ],
        "invitations": [_invitation_to_document(one) for one in team.invitations],
    }


def from_document(document: Document) -> Team:
    """From what is stored."""
    restaurant_id = document["restaurant_id"]
    return Team(
        restaurant_id=restaurant_id,
        version=document["version"],
        members=tuple(_member(restaurant_id, one) for one in document["members"]),
        invitations=tuple(_invitation(one) for one in document["invitations"]),
    )


def _member(restaurant_id: str, stored: Document) -> Member:
    return Member(
        restaurant_id=restaurant_id,
        user_id=stored["user_id"],
        role=Role(stored["role"]),
        join_time=stored["join_time"],
    )


def _invitation(stored: Document) -> Invitation:
    return Invitation(
        id=stored["id"],
        code_hash=stored["code_hash"],
        role=Role(stored["role"]),
        invitee=stored["invitee"],
        invited_by=stored["invited_by"],
        expire_time=stored["expire_time"],
        origin=origin_from_document(stored),
        accepted_by=stored["accepted_by"],
    )


def _invitation_to_document(invitation: Invitation) -> Document:
    return {
        "id": invitation.id,
        "code_hash": invitation.code_hash,
        "role": invitation.role.value,
        "invitee": invitation.invitee,
        "invited_by": invitation.invited_by,
        "expire_time": invitation.expire_time,
        "origin": origin_to_document(invitation.origin),
        "accepted_by": invitation.accepted_by,
    }
