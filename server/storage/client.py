"""The one way to MongoDB: majority, journaled, every operation bounded."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def bounded(seconds: float = OPERATION_SECONDS) -> Iterator[None]:
    """What is asked of MongoDB in here fails when it is not done in time, here and over there."""
    with heeded(), pymongo.timeout(seconds):
        yield


@contextmanager
def heeded() -> Iterator[None]:
    """A task that was cancelled in here is cancelled, though the driver has lost it.

    The driver sends under asyncio.wait_for, which before Python 3.12 returns what is done at the
    moment of a cancellation, and forgets the cancellation. A loop would go on for ever.
    """
    task = asyncio.current_task()
    before = task.cancelling() if task else 0
    yield
    if task and task.cancelling() > before:
        raise asyncio.CancelledError
