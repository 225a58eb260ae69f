"""Where payments are kept: what is asked of the database, and with which indexes."""

from collections.abc import Sequence
from datetime import datetime

from pymongo import ASCENDING, DESCENDING, IndexModel

from server.billing.payments.documents import from_document, to_document
from server.billing.payments.domain import Payment, PaymentState
from server.errors import NotFound
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.once import find_origin, insert_once, origin_index
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "payments"
INDEXES: Sequence[IndexModel] = (
    origin_index("restaurant_id"),
    # Two who pay at once decide one after the other: only one of them is the next payment.
    IndexModel(
        [("restaurant_id", ASCENDING), ("visit_id", ASCENDING), ("number", ASCENDING)],
        name="of_visit",
        unique=True,
    ),
    # What a request has given back, it has given back of one payment.
    IndexModel(
        [("restaurant_id", ASCENDING), ("refunds.id", ASCENDING)],
        name="refund",
        unique=True,
        partialFilterExpression={"refunds.id": {"$exists": True}},
    ),
    # No piece of a line goes back twice, whichever payment it goes back of.
    IndexModel(
        [("restaurant_id", ASCENDING), ("returned_pieces", ASCENDING)],
        name="returned",
        unique=True,
        partialFilterExpression={"returned_pieces": {"$exists": True}},
    ),
    IndexModel([("restaurant_id", ASCENDING), ("_id", DESCENDING)], name="newest"),
    IndexModel(
        [("restaurant_id", ASCENDING), ("shown_state", ASCENDING), ("_id", DESCENDING)],
        name="by_state",
    ),
    IndexModel([("restaurant_id", ASCENDING), ("create_time", ASCENDING)], name="by_time"),
    IndexModel(
        [("restaurant_id", ASCENDING), ("_id", ASCENDING)],
        name="open",
        partialFilterExpression={"open": True},
    ),
    IndexModel(
        [("intent_id", ASCENDING)],
        name="intent",
        unique=True,
        partialFilterExpression={"intent_id": {"$gt": ""}},
    ),
    IndexModel([("receipt_token", ASCENDING)], name="receipt", unique=True),
    IndexModel(
        [("customer_id", ASCENDING), ("_id", DESCENDING)],
        name="of_customer",
        partialFilterExpression={"customer_id": {"$gt": ""}},
    ),
)


class PaymentRepository:
    """The payments of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._database = database
        self._payments = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, payment_id: str) -> Payment:
        """Raises NotFound."""
        document = await self._payments.find_one(self._scope | {"_id": payment_id})
        if document is None:
            raise NotFound("payment", payment_id)
        return from_document(document)

    async def of_visit(self, visit_id: str) -> list[Payment]:
        """All payments of a visit, oldest first."""
        cursor = self._payments.find(self._scope | {"visit_id": visit_id})
        return [from_document(one) async for one in cursor.sort("number", ASCENDING)]

    async def insert_once(self, payment: Payment) -> Payment:
        """Stores it, or finds what the same request has made.

        Raises RequestIdReused, and DuplicateKeyError if its number is taken.
        """
        stored = await insert_once(self._payments, to_document(payment), payment.origin)
        return payment if stored["_id"] == payment.id else from_document(stored)

    async def find_origin(self, origin: Origin) -> Payment | None:
        """What the same request has made, or None. Raises RequestIdReused."""
        stored = await find_origin(self._payments, self._scope["restaurant_id"], origin)
        return from_document(stored) if stored else None

    async def find_refund(self, refund_id: str) -> Payment | None:
        """The payment of which that was given back, or None."""
        document = await self._payments.find_one(self._scope | {"refunds.id": refund_id})
        return from_document(document) if document else None

    async def replace(self, payment: Payment, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        return await documents.replace(self._payments, to_document(payment), version)

    async def newest(
        self, *, visit_id: str, states: Sequence[PaymentState], before: str, limit: int
    ) -> list[Payment]:
        """Newest first, older than the id `before` if there is one; `states` as they are shown."""
        match = dict(self._scope)
        if visit_id:
            match["visit_id"] = visit_id
        if states:
            match["shown_state"] = {"$in": [state.value for state in states]}
        if before:
            match["_id"] = {"$lt": before}
        cursor = self._payments.find(match).sort("_id", DESCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    def snapshot_since(self, time: datetime) -> Snapshot:
        """Payments made since then, oldest first, at one moment."""
        match = self._scope | {"create_time": {"$gte": time}}
        return snapshot(self._database, COLLECTION, match, {"create_time": 1})


def open_payments_everywhere(database: Database) -> Snapshot:
    """Payments that somebody has to follow, restaurant by restaurant, at one moment.

    For the relay alone, which acts for no caller. Naming the restaurant, whichever it is, and this
    sequence make the small index of open payments fit the question.
    """
    match: Document = {"restaurant_id": {"$gt": ""}, "open": True}
    return snapshot(database, COLLECTION, match, {"restaurant_id": 1, "_id": 1})


def topics(head: Head) -> list[Topic]:
    """Whom a change of a payment concerns."""
    return [("payments", head["restaurant_id"]), ("visit-payments", head["visit_id"])]
