"""Contacts as documents: one a guest."""

from collections.abc import Sequence

from pymongo import ASCENDING, IndexModel

from server.notifications.contacts.domain import Channel, Contact
from server.storage.client import Database, Document

COLLECTION = "contacts"

#: A number is kept no longer than a late refund may have to be told.
_KEPT_SECONDS = 30 * 24 * 3600

INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING), ("visit_id", ASCENDING)], name="of_visit"),
    IndexModel([("update_time", ASCENDING)], name="kept", expireAfterSeconds=_KEPT_SECONDS),
)


class ContactRepository:
    """The contacts of one restaurant's guests."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._contacts = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def find(self, guest_id: str) -> Contact | None:
        """The guest's, or None."""
        document = await self._contacts.find_one(self._scope | {"_id": guest_id})
        return from_document(document) if document else None

    async def of_visit(self, visit_id: str) -> list[Contact]:
        """Of everybody in the party who has one."""
        cursor = self._contacts.find(self._scope | {"visit_id": visit_id})
        # Sorted here: asked for in this sequence, they might be looked for among everybody's.
        found = [from_document(document) async for document in cursor]
        return sorted(found, key=lambda contact: contact.guest_id)

    async def put(self, contact: Contact) -> None:
        """Stores it in the place of an earlier one."""
        document = to_document(contact)
        match = self._scope | {"_id": contact.guest_id}
        await self._contacts.replace_one(match, document, upsert=True)

    async def delete(self, guest_id: str) -> None:
        """Forgets it. Harmless if there is none."""
        await self._contacts.delete_one(self._scope | {"_id": guest_id})


def to_document(contact: Contact) -> Document:
    """As it is stored."""
    return {
        "_id": contact.guest_id,
        "restaurant_id": contact.restaurant_id,
        "visit_id": contact.visit_id,
        "phone": contact.phone,
        "channel": contact.channel.value,
        "language": contact.language,
        "update_time": contact.update_time,
    }


def from_document(document: Document) -> Contact:
    """From what is stored."""
    return Contact(
        guest_id=document["_id"],
        restaurant_id=document["restaurant_id"],
        visit_id=document["visit_id"],
        phone=document["phone"],
        channel=Channel(document["channel"]),
        language=document["language"],
        update_time=document["update_time"],
    )
