"""Where messages are kept: what is asked of the database, and with which indexes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.errors import NotFound
from server.notifications.messages.documents import from_document, to_document
from server.notifications.messages.domain import Message, MessageState
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "messages"
_NEWEST = [("create_time", DESCENDING), ("_id", DESCENDING)]
INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING), *_NEWEST], name="newest"),
    IndexModel([("restaurant_id", ASCENDING), ("visit_id", ASCENDING), *_NEWEST], name="of_visit"),
    IndexModel([("restaurant_id", ASCENDING), ("state", ASCENDING), *_NEWEST], name="by_state"),
    # Few are open at a time.
    IndexModel(
        [("restaurant_id", ASCENDING), ("_id", ASCENDING)],
        name="open",
        partialFilterExpression={"open": True},
    ),
    # Of two messages with the same words: which of them Twilio's was.
    IndexModel(
        [("attempts.sid", ASCENDING)],
        name="sids",
        partialFilterExpression={"attempts.sid": {"$gt": ""}},
    ),
)


class MessageRepository:
    """The messages of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._database = database
        self._messages = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, message_id: str) -> Message:
        """Raises NotFound."""
        document = await self._messages.find_one(self._scope | {"_id": message_id})
        if document is None:
            raise NotFound("message", message_id)
        return from_document(document)

    async def insert_once(self, message: Message) -> bool:
        """Stores it; False if there is one with this id already."""
        try:
            await self._messages.insert_one(to_document(message))
        except DuplicateKeyError:
            return False
        return True

    async def replace(self, message: Message, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        return await documents.replace(self._messages, to_document(message), version)

    async def newest(
        self,
        *,
        visit_id: str,
        states: Sequence[MessageState],
        before: tuple[datetime, str] | None,
        limit: int,
    ) -> list[Message]:
        """Newest first; older than the time and id `before`, if there are some."""
        match = dict(self._scope)
        if visit_id:
            match["visit_id"] = visit_id
        if states:
            match["state"] = {"$in": [state.value for state in states]}
        if before:
            time, message_id = before
            same = {"create_time": time, "_id": {"$lt": message_id}}
            match["$or"] = [{"create_time": {"$lt": time}}, same]
        cursor = self._messages.find(match).sort(_NEWEST).limit(limit)
        return [from_document(document) async for document in cursor]

    def snapshot_since(self, since: datetime) -> Snapshot:
        """Those created since then, oldest first, at one moment."""
        match = self._scope | {"create_time": {"$gte": since}}
        return snapshot(self._database, COLLECTION, match, {"create_time": 1, "_id": 1})


async def get_anywhere(database: Database, message_id: str) -> Message:
    """For those who act for no caller: Twilio knows no restaurants. Raises NotFound."""
    document = await database[COLLECTION].find_one({"_id": message_id})
    if document is None:
        raise NotFound("message", message_id)
    return from_document(document)


async def known_sids(database: Database, sids: Iterable[str]) -> set[str]:
    """Which of these ids of Twilio's belong to a message already."""
    match: Document = {"attempts.sid": {"$in": [sid for sid in sids if sid]}}
    found = database[COLLECTION].find(match, {"attempts.sid": 1})
    return {one["sid"] async for document in found for one in document["attempts"]}


def open_messages_everywhere(database: Database) -> Snapshot:
    """Messages of all restaurants that somebody has to see to, at one moment. For the relay."""
    match: Document = {"restaurant_id": {"$gt": ""}, "open": True}
    return snapshot(database, COLLECTION, match, {"restaurant_id": 1, "_id": 1})


def topics(head: Head) -> list[Topic]:
    """Whom a change of a message concerns."""
    return [("messages", head["restaurant_id"])]
