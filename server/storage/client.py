"""The one way to MongoDB: majority, journaled, every operation bounded."""

from typing import Any

from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

#: A stored document.
Document = dict[str, Any]
Client = AsyncMongoClient[Document]
Database = AsyncDatabase[Document]
Collection = AsyncCollection[Document]

#: No operation takes longer, waiting for a server included.
_OPERATION_MILLISECONDS = 8_000


def connect(uri: str) -> Client:
    """A client whose writes are acknowledged by a majority, on disk, and whose reads see only such.

    Nothing is sent before the first use.
    """
    return AsyncMongoClient(
        uri,
        tz_aware=True,
        w="majority",
        journal=True,
        readConcernLevel="majority",
        retryWrites=True,
        timeoutMS=_OPERATION_MILLISECONDS,
        serverSelectionTimeoutMS=_OPERATION_MILLISECONDS,
        connectTimeoutMS=2_000,
        maxPoolSize=64,
        appname="here2order",
    )
