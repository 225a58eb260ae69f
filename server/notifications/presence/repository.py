"""Who looks at a live page: one document a stream, which somebody keeps alive."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import ASCENDING, IndexModel

from server.storage.client import Database, Document

COLLECTION = "presence"
INDEXES: Sequence[IndexModel] = (
    IndexModel([("guest_id", ASCENDING)], name="of_guest"),
    # What a process left behind that was killed.
    IndexModel([("until", ASCENDING)], name="over", expireAfterSeconds=60),
)


class Presence:
    """Guests at live pages."""

    def __init__(self, database: Database) -> None:
        """Those of all restaurants: a guest's id is asked for by who has it already."""
        self._streams = database[COLLECTION]

    async def is_present(self, guest_id: str, now: datetime) -> bool:
        """Whether the guest looks at a page now."""
        match: Document = {"guest_id": guest_id, "until": {"$gt": now}}
        return await self._streams.find_one(match, {"_id": 1}) is not None

    async def stays(self, stream_id: str, guest_id: str, until: datetime) -> None:
        """The guest's stream is open, and will be until then unless somebody says otherwise."""
        news: Document = {"$set": {"guest_id": guest_id, "until": until}}
        await self._streams.update_one({"_id": stream_id}, news, upsert=True)

    async def leaves(self, stream_id: str) -> None:
        """The stream has ended. Harmless if it was never said to be open."""
        await self._streams.delete_one({"_id": stream_id})
