"""Visits as documents."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.errors import NotFound
from server.ordering.visits.domain import Guest, Visit, VisitState
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic

COLLECTION = "visits"
INDEXES: Sequence[IndexModel] = (
    # One open visit a table, decided by the database.
    IndexModel(
        [("restaurant_id", ASCENDING), ("table_id", ASCENDING)],
        name="open_at_table",
        unique=True,
        partialFilterExpression={"state": VisitState.OPEN.value},
    ),
    IndexModel(
        [("restaurant_id", ASCENDING), ("state", ASCENDING), ("_id", ASCENDING)], name="by_state"
    ),
)


class VisitRepository:
    """The visits of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._visits = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, visit_id: str) -> Visit:
        """Raises NotFound."""
        document = await self._visits.find_one(self._scope | {"_id": visit_id})
        if document is None:
            raise NotFound("visit", visit_id)
        return from_document(document)

    async def open_at(self, table_id: str) -> Visit | None:
        """The visit at the table that was not closed; it may have expired."""
        match = self._scope | {"table_id": table_id, "state": VisitState.OPEN.value}
        document = await self._visits.find_one(match)
        return from_document(document) if document else None

    async def list_open(self, after: str, now: datetime, limit: int) -> list[Visit]:
        """Visits after the id that are open now, oldest first."""
        match = self._scope | {"state": VisitState.OPEN.value, "_id": {"$gt": after}}
        match["expire_time"] = {"$gt": now}
        cursor = self._visits.find(match).sort("_id", ASCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    async def insert(self, visit: Visit) -> bool:
        """Stores a new visit; False if the table has an open one already."""
        try:
            await self._visits.insert_one(to_document(visit))
        except DuplicateKeyError:
            return False
        return True

    async def replace(self, visit: Visit, version: int) -> bool:
        """Writes the visit if the stored one still has that version."""
        return await documents.replace(self._visits, to_document(visit), version)


def topics(head: Head) -> list[Topic]:
    """Whom a change of a visit concerns."""
    return [("visit", head["_id"])]


def key_of(head: Head) -> tuple[str, str]:
    """A visit's key where many restaurants' visits are kept together."""
    return head["restaurant_id"], head["_id"]


def to_document(visit: Visit) -> Document:
    """As it is stored."""
    return {
        "_id": visit.id,
        "restaurant_id": visit.restaurant_id,
        "table_id": visit.table_id,
        "table_name": visit.table_name,
        "state": visit.state.value,
        "guests": [
            {
                "id": guest.id,
                "name": guest.name,
                "join_time": guest.join_time,
                "request_id": guest.request_id,
            }
            for guest in visit.guests
        ],
        "open_time": visit.open_time,
        "close_time": visit.close_time,
        "expire_time": visit.expire_time,
        "version": visit.version,
    }


def from_document(document: Document) -> Visit:
    """From what is stored."""
    return Visit(
        id=document["_id"],
        restaurant_id=document["restaurant_id"],
        table_id=document["table_id"],
        table_name=document["table_name"],
        state=VisitState(document["state"]),
        guests=tuple(Guest(**guest) for guest in document["guests"]),
        open_time=document["open_time"],
        close_time=document["close_time"],
        expire_time=document["expire_time"],
        version=document["version"],
    )
