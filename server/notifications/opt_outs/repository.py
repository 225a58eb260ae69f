"""Opt-outs as documents: one a phone number, for all restaurants. Whoever says STOP means us."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from server.storage.client import Database, Document

COLLECTION = "opt_outs"
INDEXES: Sequence[IndexModel] = ()

#: Ids of messages that were heard; a repetition of one of them is nothing new.
_REMEMBERED = 50


class OptOuts:
    """Who wants to hear nothing more."""

    def __init__(self, database: Database) -> None:
        """Those of all restaurants: a number is asked for by its owner's wish, not by a caller."""
        self._numbers = database[COLLECTION]

    async def is_opted_out(self, phone: str) -> bool:
        """Whether this number, in E.164, wants to hear nothing more."""
        match: Document = {"_id": phone, "opted_out": True}
        return await self._numbers.find_one(match, {"_id": 1}) is not None

    async def heard(self, phone: str, sid: str, *, opted_out: bool, now: datetime) -> None:
        """The number has said STOP or START, in the message with that id; each counts once."""
        # One that was heard before does not match, and cannot be inserted either.
        match: Document = {"_id": phone, "heard": {"$ne": sid}}
        news = {"$set": {"opted_out": opted_out, "update_time": now}}
        kept = {"$push": {"heard": {"$each": [sid], "$slice": -_REMEMBERED}}}
        try:
            await self._numbers.update_one(match, news | kept, upsert=True)
        except DuplicateKeyError:
            return

    async def told(self, phone: str, now: datetime) -> None:
        """Twilio says that the number has opted out: it heard so and we did not."""
        news: Document = {"$set": {"opted_out": True, "update_time": now}}
        await self._numbers.update_one({"_id": phone}, news, upsert=True)
