"""Payments of all restaurants: for those who act for no restaurant, or hold what opens one."""

from collections.abc import Iterable

from pymongo import DESCENDING

from server.billing.payments.documents import from_document
from server.billing.payments.domain import Payment, PaymentState
from server.billing.payments.repository import COLLECTION
from server.storage.client import Database, Document


async def by_intent(database: Database, intent_id: str) -> Payment | None:
    """The payment of that PaymentIntent. For what Stripe says, which names no restaurant."""
    if not intent_id:
        return None
    return _found(await database[COLLECTION].find_one({"intent_id": intent_id}))


async def through_with_stripe(database: Database, payment_ids: Iterable[str]) -> set[str]:
    """Those of them through whose PaymentIntent nothing can come any more: Stripe has said so.

    One without a PaymentIntent is none of them: there may be one that we have not heard of.
    """
    match: Document = {"_id": {"$in": list(payment_ids)}, "intent_over": True}
    match["intent_id"] = {"$gt": ""}
    return {one["_id"] async for one in database[COLLECTION].find(match, {"_id": 1})}


async def by_receipt(database: Database, receipt_token: str) -> Payment | None:
    """The payment that was made and has that receipt: who holds it may see it."""
    match = {"receipt_token": receipt_token, "state": PaymentState.PAID.value}
    return _found(await database[COLLECTION].find_one(match))


async def of_customer(
    database: Database, customer_id: str, before: str, limit: int
) -> list[Payment]:
    """What the person has claimed, newest first, older than the id `before` if there is one."""
    match: Document = {"customer_id": customer_id}
    if before:
        match["_id"] = {"$lt": before}
    cursor = database[COLLECTION].find(match).sort("_id", DESCENDING).limit(limit)
    return [from_document(document) async for document in cursor]


def _found(document: Document | None) -> Payment | None:
    return from_document(document) if document else None
