"""MongoDB's change stream, a batch at a time, with the documents as the bytes that came.

The driver's own hands out change after change, each read whole. Every process hears of every
change, and of most it needs to know no more than whom they concern: to read them cost an order more
than to price it, and a hundred objects of each stayed alive. So batches are asked for here, as
Snapshot asks for its own. To go on after a failure is the feed's business anyway.
"""

import asyncio
import contextlib
from collections.abc import Collection, Mapping
from typing import Any

from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import NetworkTimeout, OperationFailure, PyMongoError

from server.storage.client import OPERATION_SECONDS, Database, heeded
from server.storage.cursor import Position

#: Codes of the database: what happened since is not kept any more.
HISTORY_LOST = {136, 280, 286}
#: Codes of the database: that is no place in its history.
NO_TOKEN_OF_OURS = {9, 260, 40649, 50811}
#: A change as it came: see `_SHAPE`.
Raw = Mapping[str, Any]

_RAW: CodecOptions[RawBSONDocument] = CodecOptions(document_class=RawBSONDocument)
#: Handing out more than these would keep everybody else waiting.
_MOST = 256
_CLOSE_SECONDS = 1.0
#: The driver's words for a place, in the database's.
_WORDS = {"start_at_operation_time": "startAtOperationTime", "resume_after": "resumeAfter"}
#: What is told of a change. restaurant_id and visit_id say whom it concerns, as far as the document
#: has them: they stand beside it so that it need not be read.
_SHAPE: list[dict[str, Any]] = [
    {
        "$project": {
            "collection": "$ns.coll",
            "key": "$documentKey._id",
            "token": "$_id._data",
            "restaurant_id": "$fullDocument.restaurant_id",
            "visit_id": "$fullDocument.visit_id",
            "document": "$fullDocument",
        }
    },
    # A published menu can weigh megabytes, and nobody reads it here.
    {"$unset": "document.content"},
]


class ChangeStream:
    """All changes of some collections from one place on, in their order."""

    def __init__(
        self, database: Database, collections: Collection[str], await_milliseconds: int
    ) -> None:
        """Open it before anything is asked. A batch waits so long for a first change."""
        self._database = database
        self._match = {"$match": {"ns.coll": {"$in": sorted(collections)}}}
        self._await = await_milliseconds
        self._session: AsyncClientSession | None = None
        self._cursor: Raw = {}
        #: The place just after the last batch; of an open stream that gave none, where it begins.
        self.token = ""

    async def open(self, start: Position | None = None) -> None:
        """Begins at that place, or now. Raises PyMongoError."""
        self._session = self._database.client.start_session(causal_consistency=False)
        options = start.start_options() if start else {}
        place = {_WORDS[word]: value for word, value in options.items()}
        pipeline = [{"$changeStream": place}, self._match, *_SHAPE]
        command = {
            "aggregate": 1,
            "pipeline": pipeline,
            "cursor": {"batchSize": 0},
            "readConcern": {"level": "majority"},
        }
        try:
            await self._ask(command, "firstBatch")
        except BaseException:
            await self.close()
            raise

    async def batch(self) -> list[Raw]:
        """What has come, or nothing after a while. Raises PyMongoError."""
        if not self._cursor["id"]:
            raise OperationFailure("the change stream has ended", code=286)
        command = {
            "getMore": self._cursor["id"],
            "collection": "$cmd.aggregate",
            "batchSize": _MOST,
            "maxTimeMS": self._await,
        }
        return await self._ask(command, "nextBatch")

    async def close(self) -> None:
        """The database forgets it."""
        if self._session is None:
            return
        if self._cursor.get("id"):
            command = {"killCursors": "$cmd.aggregate", "cursors": [self._cursor["id"]]}
            with contextlib.suppress(PyMongoError, TimeoutError):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await self._database.command(command, session=self._session)
        await self._session.end_session()

    async def __aenter__(self) -> "ChangeStream":
        """Itself, open already."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Closes it."""
        await self.close()

    async def _ask(self, command: dict[str, Any], batch: str) -> list[Raw]:
        try:
            # Not `bounded`, which adds a maxTimeMS of its own. A connection that is silently dead
            # must not keep every stream of the process waiting.
            async with asyncio.timeout(OPERATION_SECONDS + self._await / 1000):
                with heeded():
                    reply = await self._database.command(
                        command, session=self._session, codec_options=_RAW
                    )
        except TimeoutError:
            raise NetworkTimeout("the change stream does not answer") from None
        cursor: Raw = reply["cursor"]
        self._cursor = cursor
        self.token = cursor["postBatchResumeToken"]["_data"]
        changes: list[Raw] = cursor[batch]
        return changes
