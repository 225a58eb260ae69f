"""Who relays, until when, and how far it has come: one document.

The lease keeps several relays from doing the same work; nothing breaks should two do it for a
moment. Whoever lost it cannot write down a position any more, since every write names the version
it follows.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from server.storage import documents
from server.storage.client import Database, Document
from server.storage.cursor import CursorInvalid, Position, decode_cursor

COLLECTION = "relay_positions"
INDEXES: tuple[IndexModel, ...] = ()

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lease:
    """A relay's, at one of its versions; 0 is not stored yet."""

    owner: str = ""
    until: datetime = _LONG_AGO
    #: Everything up to here is in Temporal's hands; None when nobody knows.
    position: Position | None = None
    version: int = 0

    def is_free_for(self, who: str, now: datetime) -> bool:
        """Nobody has it, or only until now."""
        return self.owner in {"", who} or now >= self.until

    def held(self, who: str, until: datetime, position: Position | None) -> "Lease":
        """Taken, or kept."""
        return Lease(who, until, position, self.version + 1)

    def released(self) -> "Lease":
        """Given back before its time."""
        return replace(self, owner="", version=self.version + 1)


class Leases:
    """Where the lease of one relay is kept."""

    def __init__(self, database: Database, relay: str) -> None:
        """`relay` is what is relayed."""
        self._leases = database[COLLECTION]
        self._id = relay

    async def load(self) -> Lease:
        """As it is now."""
        document = await self._leases.find_one({"_id": self._id})
        return _from_document(document) if document else Lease()

    async def replace(self, lease: Lease, version: int) -> bool:
        """Writes it if the stored one still has that version; tells whether it did."""
        document = _to_document(self._id, lease)
        if version:
            return await documents.replace(self._leases, document, version)
        try:
            await self._leases.insert_one(document)
        except DuplicateKeyError:
            return False
        return True


def _to_document(lease_id: str, lease: Lease) -> Document:
    return {
        "_id": lease_id,
        "owner": lease.owner,
        "until": lease.until,
        "position": lease.position.encode() if lease.position else "",
        "version": lease.version,
    }


def _from_document(document: Document) -> Lease:
    position = _position_from(document["position"])
    return Lease(document["owner"], document["until"], position, document["version"])


def _position_from(cursor: str) -> Position | None:
    try:
        return decode_cursor(cursor) if cursor else None
    except CursorInvalid:  # no place at all is none that anybody knows
        return None
