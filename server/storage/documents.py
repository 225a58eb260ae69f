"""Whole documents in and out, each under its version."""

from server.storage.client import Collection, Document


async def replace(collection: Collection, document: Document, version: int) -> bool:
    """Writes the document if the stored one still has `version`; tells whether it did.

    The whole document is written, so that the change stream carries it as it was at this version:
    an update would have to be looked up again, and the look-up may see a later one. The document's
    restaurant is part of the condition: nothing is ever written across restaurants.
    Whoever converts an aggregate to a document carries its origin along.
    """
    match: Document = {"_id": document["_id"], "version": version}
    if "restaurant_id" in document:
        match["restaurant_id"] = document["restaurant_id"]
    result = await collection.replace_one(match, document)
    return result.matched_count == 1
