"""Inserts that arrive while another is being written go out together with the next one.

An insert that finds the collection idle is written at once: batching adds no wait. Under load the
cost of a round trip and of a journal flush is shared by all that waited for it, and so is what the
change feed does for each write. A process that has more to do than it can do gathers before it
writes: what is about to come would have to wait for its turn anyway. A write costs as much as a
dozen orders in it: it pays that calls are let in together, and so come here together.
"""

import asyncio
from contextvars import Context
from typing import Any

from bson.errors import BSONError
from pymongo.errors import BulkWriteError, DuplicateKeyError, PyMongoError

from server.storage.client import Collection, Document, bounded

#: MongoDB takes 100,000 in one message; a batch this large has paid for itself long before.
_MOST = 500
#: So many share the cost well enough: the first of them should not wait for more.
_ENOUGH = 32
_QUIET_TURNS = 3


class GroupCommit:
    """Inserts documents into one collection, many at a time when there are many."""

    def __init__(self, collection: Collection) -> None:
        """`collection` keeps its own write concern; majority and journaled is expected."""
        self.collection = collection
        self._waiting: list[tuple[Document, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None

    async def insert(self, document: Document) -> None:
        """Returns when the document is safe. Raises DuplicateKeyError as insert_one does.

        A caller that is cancelled may find its document stored all the same.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((document, done))
        if self._writer is None:
            # A context of its own: the first caller's deadline is nobody else's.
            self._writer = asyncio.create_task(
                self._write_all(), name="group-commit", context=Context()
            )
        await done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._gather()
                batch, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                await self._write(batch)
        finally:
            self._writer = None

    async def _gather(self) -> None:
        # As long as the turns of the loop bring more. A call takes some to come up to here; those
        # of an idle loop are over at once.
        seen = quiet = 0
        while quiet < _QUIET_TURNS and len(self._waiting) < _ENOUGH:
            quiet = quiet + 1 if len(self._waiting) == seen else 0
            seen = len(self._waiting)
            await asyncio.sleep(0)

    async def _write(self, batch: list[tuple[Document, asyncio.Future[None]]]) -> None:
        failures: dict[int, Exception] = {}
        try:
            with bounded():
                documents = [document for document, _ in batch]
                await self.collection.insert_many(documents, ordered=False)
        except BulkWriteError as error:
            failures = _failures(error, len(batch))
        except PyMongoError as error:
            failures = dict.fromkeys(range(len(batch)), error)
        except (BSONError, ValueError, OverflowError) as error:
            if len(batch) > 1:
                await self._write_in_halves(batch)
                return
            failures = {0: error}
        for index, (_, done) in enumerate(batch):
            _settle(done, failures.get(index))

    async def _write_in_halves(self, batch: list[tuple[Document, asyncio.Future[None]]]) -> None:
        # One of them cannot be written down, and the message they share was not sent: halving
        # finds it. Where they filled several, those sent before are duplicates now, which every
        # caller takes for stored already.
        half = len(batch) // 2
        await self._write(batch[:half])
        await self._write(batch[half:])


def _settle(done: asyncio.Future[None], failure: Exception | None) -> None:
    if done.done():  # the caller went away
        return
    if failure is None:
        done.set_result(None)
    else:
        done.set_exception(failure)


def _failures(error: BulkWriteError, size: int) -> dict[int, Exception]:
    # Without a majority behind it nothing of the batch is known to be safe.
    if error.details.get("writeConcernErrors"):
        return dict.fromkeys(range(size), error)
    return {one["index"]: _one_failure(one, error) for one in error.details["writeErrors"]}


def _one_failure(details: dict[str, Any], error: BulkWriteError) -> Exception:
    if details["code"] == 11000:
        return DuplicateKeyError(details["errmsg"], details["code"], details)
    return error
