"""Every index of every collection, made before the first call is served."""

from collections.abc import Mapping, Sequence

from pymongo import IndexModel
from pymongo.errors import OperationFailure

from server.storage.client import Database

_NAMESPACE_EXISTS = 48


async def ensure_indexes(database: Database, indexes: Mapping[str, Sequence[IndexModel]]) -> None:
    """Makes the collections and what is missing on them. Harmless when everything is there.

    The collections are made too: a snapshot read fails on one that does not exist.
    """
    existing = set(await database.list_collection_names())
    for collection, models in indexes.items():
        if collection not in existing:
            await _create(database, collection)
        if models:
            await database[collection].create_indexes(list(models))


async def _create(database: Database, collection: str) -> None:
    try:
        await database.command({"create": collection})
    except OperationFailure as error:
        if error.code != _NAMESPACE_EXISTS:  # another process was faster
            raise
