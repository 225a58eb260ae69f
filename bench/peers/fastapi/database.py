"""The database of the running app, as a dependency of its routes."""

import os
from typing import Annotated, Any

from fastapi import Depends, Request
from pymongo import ASCENDING, DESCENDING, AsyncMongoClient, IndexModel
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.write_concern import WriteConcern

Database = AsyncDatabase[dict[str, Any]]
SAFELY = WriteConcern("majority", j=True)

_OPEN = {"status": {"$in": ["placed", "accepted", "preparing", "ready"]}}
_RETRIED = {"request_id": {"$exists": True}}
#: As many as ours has: the newest, those of a visit, the open ones, and one for retries.
_ORDER_INDEXES = [
    IndexModel([("restaurant", ASCENDING), ("_id", DESCENDING)]),
    IndexModel([("restaurant", ASCENDING), ("visit", ASCENDING), ("_id", DESCENDING)]),
    IndexModel([("restaurant", ASCENDING), ("status", ASCENDING)], partialFilterExpression=_OPEN),
    IndexModel(
        [("restaurant", ASCENDING), ("guest", ASCENDING), ("request_id", ASCENDING)],
        unique=True,
        partialFilterExpression=_RETRIED,
    ),
]


def connect() -> AsyncMongoClient[dict[str, Any]]:
    """The client that the app keeps."""
    return AsyncMongoClient(os.environ["MONGO_URI"], tz_aware=True)


async def prepare(client: AsyncMongoClient[dict[str, Any]]) -> Database:
    """The database, with its indexes."""
    database = client[os.environ["DATABASE"]]
    await database["orders"].create_indexes(_ORDER_INDEXES)
    for name in ("taxes", "choices", "items", "categories"):
        await database[name].create_index("restaurant")
    return database


async def _of(request: Request) -> Database:
    return request.app.state.database


Opened = Annotated[Database, Depends(_of)]
