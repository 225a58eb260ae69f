"""The one way to MongoDB: majority, journaled, every operation bounded."""

import asyncio
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any

import pymongo
from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

#: A stored document.
Document = dict[str, Any]
Client = AsyncMongoClient[Document]
Database = AsyncDatabase[Document]
Collection = AsyncCollection[Document]

#: No operation takes longer, waiting for a server included.
OPERATION_SECONDS = 8


def connect(uri: str) -> Client:
    """A client whose writes are acknowledged by a majority, on disk, and whose reads see only such.

    Nothing is sent before the first use. Whoever uses it bounds what it does by `bounded`: a bound
    for the whole client would end change streams, which wait on purpose.
    """
    return AsyncMongoClient(
        uri,
        tz_aware=True,
        w="majority",
        journal=True,
        readConcernLevel="majority",
        retryWrites=True,
        serverSelectionTimeoutMS=OPERATION_SECONDS * 1000,
        connectTimeoutMS=2_000,
        maxPoolSize=64,
        appname="here2order",
    )


class _Heeded(AbstractContextManager[None]):
    # No generator: every call of the server passes through here.
    __slots__ = ("_before", "_inside", "_task")

    def __init__(self, inside: AbstractContextManager[object]) -> None:
        self._inside = inside

    def __enter__(self) -> None:
        self._task = asyncio.current_task()
        self._before = self._task.cancelling() if self._task else 0
        self._inside.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._inside.__exit__(kind, error, trace)
        if error is None and self._task and self._task.cancelling() > self._before:
            raise asyncio.CancelledError


def bounded(seconds: float = OPERATION_SECONDS) -> AbstractContextManager[None]:
    """What is asked of MongoDB in here fails when it is not done in time, here and over there."""
    return _Heeded(pymongo.timeout(seconds))


def heeded() -> AbstractContextManager[None]:
    """A task that was cancelled in here is cancelled, though the driver has lost it.

    The driver sends under asyncio.wait_for, which before Python 3.12 returns what is done at the
    moment of a cancellation, and forgets the cancellation. A loop would go on for ever.
    """
    return _Heeded(nullcontext())
