"""Reading many documents as they all were at one moment, and learning which moment that was."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from bson import Timestamp
from pymongo.asynchronous.client_session import AsyncClientSession

from server.storage.client import OPERATION_SECONDS, Database, Document
from server.storage.cursor import Position

_BATCH = 200


@dataclass(slots=True)
class Snapshot:
    """The documents that matched, in batches; `position` is known once the first batch came."""

    _database: Database
    _find: dict[str, Any]
    position: Position = field(default_factory=Position)

    async def batches(self) -> AsyncIterator[list[Document]]:
        """Yields at least one batch, the last of which may be empty."""
        async with self._database.client.start_session() as session:
            reply = await self._command(self._find, session)
            cursor = reply["cursor"]
            moment: Timestamp = cursor["atClusterTime"]
            self.position = Position(time=moment)
            yield cursor["firstBatch"]
            while cursor["id"]:
                more = {"getMore": cursor["id"], "collection": self._find["find"]}
                reply = await self._command(more | {"batchSize": _BATCH}, session)
                cursor = reply["cursor"]
                yield cursor["nextBatch"]

    async def _command(self, command: Document, session: AsyncClientSession) -> Document:
        # A bare command takes its own options, by which times come without their zone. And it is
        # not `bounded`: that adds a maxTimeMS, which getMore does not take here.
        async with asyncio.timeout(OPERATION_SECONDS):
            return await self._database.command(
                command, session=session, codec_options=self._database.codec_options
            )


def snapshot(
    database: Database, collection: str, match: Document, sort: dict[str, int]
) -> Snapshot:
    """What matches in a collection, at one moment that a majority has agreed on.

    The moment's position goes on exactly where the documents end: a change is either in them or
    after it, never both.
    """
    find = {
        "find": collection,
        "filter": match,
        "sort": sort,
        "batchSize": _BATCH,
        "readConcern": {"level": "snapshot"},
    }
    return Snapshot(database, find)
