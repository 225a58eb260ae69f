"""Where orders are kept: what is asked of the database, and with which indexes."""

from collections.abc import Sequence

from pymongo import ASCENDING, DESCENDING, IndexModel

from server.errors import NotFound
from server.ordering.orders.documents import from_document, to_document
from server.ordering.orders.domain import Order, OrderState
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.group_commit import GroupCommit
from server.storage.once import find_origin, insert_once, origin_index
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "orders"
INDEXES: Sequence[IndexModel] = (
    origin_index("restaurant_id"),
    IndexModel([("restaurant_id", ASCENDING), ("_id", DESCENDING)], name="newest"),
    IndexModel(
        [("restaurant_id", ASCENDING), ("visit_id", ASCENDING), ("_id", DESCENDING)],
        name="of_visit",
    ),
    # Few orders are open at a time: what the streams begin with stays small for ever.
    IndexModel(
        [("restaurant_id", ASCENDING), ("_id", ASCENDING)],
        name="open",
        partialFilterExpression={"open": True},
    ),
    # A rare state is found without looking through a year of served orders. Costs a new order
    # nothing: it comes in here when it ends.
    IndexModel(
        [("restaurant_id", ASCENDING), ("state", ASCENDING), ("_id", DESCENDING)],
        name="ended",
        partialFilterExpression={"open": False},
    ),
)


class OrderRepository:
    """The orders of one restaurant."""

    def __init__(self, database: Database, inserts: GroupCommit, restaurant_id: str) -> None:
        """Sees nothing of other restaurants. `inserts` is shared by all of them."""
        self._database = database
        # Made once: a handle of one's own costs every order as much as pricing it.
        self._orders = inserts.collection
        self._inserts = inserts
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, order_id: str) -> Order:
        """Raises NotFound."""
        document = await self._orders.find_one(self._scope | {"_id": order_id})
        if document is None:
            raise NotFound("order", order_id)
        return from_document(document)

    async def insert_once(self, order: Order) -> Order:
        """Stores the order, or finds what the same request has placed. Raises RequestIdReused."""
        stored = await insert_once(
            self._orders, to_document(order), order.origin, self._inserts.insert
        )
        return order if stored["_id"] == order.id else from_document(stored)

    async def find_origin(self, origin: Origin) -> Order | None:
        """What the same request has placed, or None. Raises RequestIdReused."""
        stored = await find_origin(self._orders, self._scope["restaurant_id"], origin)
        return from_document(stored) if stored else None

    async def replace(self, order: Order, version: int) -> bool:
        """Writes the order if the stored one still has that version."""
        return await documents.replace(self._orders, to_document(order), version)

    async def newest(
        self, *, visit_id: str, states: Sequence[OrderState], before: str, limit: int
    ) -> list[Order]:
        """Newest first, older than the id `before` if there is one."""
        match = dict(self._scope)
        if visit_id:
            match["visit_id"] = visit_id
        if before:
            match["_id"] = {"$lt": before}
        found: dict[str, Order] = {}
        for asked in _by_index(states):
            cursor = self._orders.find(match | asked).sort("_id", DESCENDING).limit(limit)
            # One that has ended in between is found twice: the later one counts.
            found |= {document["_id"]: from_document(document) async for document in cursor}
        return sorted(found.values(), key=lambda order: order.id, reverse=True)[:limit]

    async def of_visit(self, visit_id: str) -> list[Order]:
        """All orders of a visit, oldest first."""
        cursor = self._orders.find(self._scope | {"visit_id": visit_id}).sort("_id", ASCENDING)
        return [from_document(document) async for document in cursor]

    async def list_open(self, after: str, limit: int) -> list[Order]:
        """Orders that have not ended, oldest first, newer than the id `after`."""
        match = self._scope | {"open": True, "_id": {"$gt": after}}
        cursor = self._orders.find(match).sort("_id", ASCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    def open_snapshot(self) -> Snapshot:
        """Orders that have not ended, oldest first, at one moment."""
        match = self._scope | {"open": True}
        return snapshot(self._database, COLLECTION, match, {"_id": 1})

    def visit_snapshot(self, visit_id: str) -> Snapshot:
        """All orders of a visit, oldest first, at one moment."""
        match = self._scope | {"visit_id": visit_id}
        return snapshot(self._database, COLLECTION, match, {"_id": 1})


def _by_index(states: Sequence[OrderState]) -> list[Document]:
    """What to ask for orders in these states: open ones and ended ones have an index each."""
    asked: list[Document] = []
    for is_open in (True, False):
        names = [state.value for state in states if state.is_open is is_open]
        if names:
            asked.append({"open": is_open, "state": {"$in": names}})
    return asked or [{}]


def open_orders_everywhere(database: Database) -> Snapshot:
    """Orders of all restaurants that have not ended, restaurant by restaurant, at one moment.

    For the relay alone, which acts for no caller. Naming the restaurant, whichever it is, and this
    sequence make the small index of open orders fit the question.
    """
    match: Document = {"restaurant_id": {"$gt": ""}, "open": True}
    return snapshot(database, COLLECTION, match, {"restaurant_id": 1, "_id": 1})


def topics(head: Head) -> list[Topic]:
    """Whom a change of an order concerns."""
    return [("orders", head["restaurant_id"]), ("visit-orders", head["visit_id"])]
