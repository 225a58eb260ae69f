"""What is out, as one document a restaurant."""

from collections.abc import Sequence

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.catalog.menus.availability.domain import Availability, Target
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic

COLLECTION = "availability"
INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING)], name="restaurant", unique=True),
)


class AvailabilityRepository:
    """What is out at one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._availability = database[COLLECTION]
        self._restaurant_id = restaurant_id

    async def get(self) -> Availability:
        """What is stored; nothing is out, under version 0, if nothing is."""
        document = await self._availability.find_one({"restaurant_id": self._restaurant_id})
        return from_document(document) if document else Availability(self._restaurant_id)

    async def replace(self, availability: Availability, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        document = to_document(availability)
        if version:
            return await documents.replace(self._availability, document, version)
        try:
            await self._availability.insert_one(document)
        except DuplicateKeyError:
            return False
        return True


def topics(head: Head) -> list[Topic]:
    """Whom a change concerns."""
    return [("menu", head["restaurant_id"])]


def key_of(head: Head) -> str:
    """The restaurant."""
    return str(head["restaurant_id"])


def to_document(availability: Availability) -> Document:
    """As it is stored."""
    return {
        "_id": availability.restaurant_id,
        "restaurant_id": availability.restaurant_id,
        "sold_out": [
            target._asdict() | {"until_time": until}
            for target, until in availability.sold_out.items()
        ],
        "version": availability.version,
    }


def from_document(document: Document) -> Availability:
    """From what is stored."""
    sold_out = {
        Target(one["item_id"], one["modifier_list_id"], one["option_id"]): one["until_time"]
        for one in document["sold_out"]
    }
    return Availability(document["restaurant_id"], sold_out, document["version"])
