"""Tables as documents."""

from collections.abc import Sequence
from typing import NoReturn

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.catalog.tables.domain import Table, TableCodeUnknown, one_name, sort_key
from server.errors import NameTaken, NotFound
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.once import (
    insert_once,
    origin_from_document,
    origin_index,
    origin_to_document,
)

COLLECTION = "tables"
INDEXES: Sequence[IndexModel] = (
    IndexModel(
        [("restaurant_id", ASCENDING), ("one_name", ASCENDING)], name="one_name", unique=True
    ),
    IndexModel(
        [("restaurant_id", ASCENDING), ("sort_key", ASCENDING), ("_id", ASCENDING)], name="by_name"
    ),
    # The one index that leads with no restaurant: who scans a code knows nothing else.
    IndexModel([("code", ASCENDING)], name="code", unique=True),
    origin_index("restaurant_id"),
)


class TableRepository:
    """The tables of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._tables = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, table_id: str) -> Table:
        """Raises NotFound."""
        document = await self._tables.find_one(self._scope | {"_id": table_id})
        if document is None:
            raise NotFound("table", table_id)
        return from_document(document)

    async def page(self, after: tuple[str, str], limit: int) -> list[Table]:
        """Tables after a place in their order; ("", "") is its beginning."""
        key, table_id = after
        beyond = {"$or": [{"sort_key": {"$gt": key}}, {"sort_key": key, "_id": {"$gt": table_id}}]}
        order = [("sort_key", ASCENDING), ("_id", ASCENDING)]
        cursor = self._tables.find(self._scope | beyond).sort(order).limit(limit)
        return [from_document(document) async for document in cursor]

    async def area_ids(self) -> frozenset[str]:
        """The areas in which tables stand."""
        return frozenset(await self._tables.distinct("area_id", self._scope)) - {""}

    async def insert(self, table: Table, origin: Origin) -> Table:
        """Stores it, or finds what the same request has stored.

        Raises NameTaken, RequestIdReused.
        """
        try:
            return from_document(await insert_once(self._tables, to_document(table), origin))
        except DuplicateKeyError as error:
            _refuse(table, error)

    async def replace(self, table: Table, version: int) -> bool:
        """Writes it if the stored one still has that version. Raises NameTaken."""
        try:
            return await documents.replace(self._tables, to_document(table), version)
        except DuplicateKeyError as error:
            _refuse(table, error)


async def table_of_code(database: Database, code: str) -> Table:
    """The table that has this code now, of whichever restaurant. Raises TableCodeUnknown."""
    document = await database[COLLECTION].find_one({"code": code})
    if document is None:
        raise TableCodeUnknown
    return from_document(document)


def to_document(table: Table) -> Document:
    """As it is stored."""
    document: Document = {
        "_id": table.id,
        "restaurant_id": table.restaurant_id,
        "name": table.name,
        "one_name": one_name(table.name),
        "sort_key": sort_key(table.name),
        "area_id": table.area_id,
        "seats": table.seats,
        "code": table.code,
        "version": table.version,
    }
    if table.origin is not None:
        document["origin"] = origin_to_document(table.origin)
    return document


def from_document(document: Document) -> Table:
    """From what is stored."""
    return Table(
        id=document["_id"],
        restaurant_id=document["restaurant_id"],
        name=document["name"],
        area_id=document["area_id"],
        seats=document["seats"],
        code=document["code"],
        version=document["version"],
        origin=origin_from_document(document),
    )


def _refuse(table: Table, error: DuplicateKeyError) -> NoReturn:
    if "one_name" in (error.details or {}).get("keyPattern", {}):
        raise NameTaken("table", table.name) from None
    raise error
