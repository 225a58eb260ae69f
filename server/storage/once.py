"""Creating something once, however often it is asked for.

What a request creates remembers who asked, with which request_id, and a hash of what was asked. A
unique index over the first two makes the second attempt fail; the hash tells a repetition from
another request under the same id.
"""

from collections.abc import Awaitable, Callable

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.errors import RequestIdReused
from server.origin import Origin
from server.storage.client import Collection, Document

ORIGIN_INDEX = "origin"


def origin_to_document(origin: Origin) -> Document:
    """As it stands under "origin" in what was created; carried along by every later write."""
    return {
        "caller": origin.caller,
        "request_id": origin.request_id,
        "hash": origin.content_hash,
    }


def origin_from_document(document: Document) -> Origin:
    """The origin in a stored document."""
    stored = document["origin"]
    return Origin(stored["caller"], stored["request_id"], stored["hash"])


def origin_index(*scope: str) -> IndexModel:
    """The unique index that a collection needs whose documents have an origin."""
    keys = [(name, ASCENDING) for name in (*scope, "origin.caller", "origin.request_id")]
    return IndexModel(
        keys,
        name=ORIGIN_INDEX,
        unique=True,
        partialFilterExpression={"origin.request_id": {"$exists": True}},
    )


async def insert_once(
    collection: Collection,
    document: Document,
    origin: Origin,
    insert: Callable[[Document], Awaitable[object]] | None = None,
) -> Document:
    """Inserts the document, or finds the one that the same request has made before.

    `document` carries its scope (restaurant_id) if the collection's origin index has one.
    Raises RequestIdReused, and DuplicateKeyError for any other unique index.
    """
    document = document | {"origin": origin_to_document(origin)}
    try:
        await (insert or collection.insert_one)(document)
    except DuplicateKeyError:
        earlier = await find_origin(collection, document.get("restaurant_id"), origin)
        if earlier is None:
            raise
        return earlier
    return document


async def find_origin(
    collection: Collection, restaurant_id: str | None, origin: Origin
) -> Document | None:
    """What the same request has made before, or None. Raises RequestIdReused."""
    match: Document = {"origin.caller": origin.caller, "origin.request_id": origin.request_id}
    if restaurant_id is not None:
        match["restaurant_id"] = restaurant_id
    earlier = await collection.find_one(match)
    if earlier is not None and earlier["origin"]["hash"] != origin.content_hash:
        raise RequestIdReused(origin.request_id)
    return earlier
