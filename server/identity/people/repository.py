"""People as documents. They belong to no restaurant."""

from collections.abc import Iterable, Mapping, Sequence

from pymongo import IndexModel
from pymongo.errors import DuplicateKeyError

from server.identity.people.domain import Person
from server.storage import documents
from server.storage.client import Database, Document

COLLECTION = "people"
INDEXES: Sequence[IndexModel] = ()

_PLAIN = ("name", "email", "phone", "clerk_time", "gone", "update_time", "version")


class PersonRepository:
    """All people, each by Clerk's id."""

    def __init__(self, database: Database) -> None:
        """`database` is the server's."""
        self._people = database[COLLECTION]

    async def get(self, user_id: str) -> Person:
        """What is stored; somebody of whom nothing is known, under version 0, if nothing is."""
        document = await self._people.find_one({"_id": user_id})
        return Person(user_id=user_id) if document is None else from_document(document)

    async def of(self, user_ids: Iterable[str]) -> Mapping[str, Person]:
        """Those of them who are known, by id."""
        cursor = self._people.find({"_id": {"$in": list(user_ids)}})
        return {document["_id"]: from_document(document) async for document in cursor}

    async def replace(self, person: Person, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        document = to_document(person)
        if version:
            return await documents.replace(self._people, document, version)
        try:
            await self._people.insert_one(document)
        except DuplicateKeyError:
            return False
        return True


def to_document(person: Person) -> Document:
    """As it is stored."""
    return {"_id": person.user_id} | {name: getattr(person, name) for name in _PLAIN}


def from_document(document: Document) -> Person:
    """From what is stored."""
    return Person(user_id=document["_id"], **{name: document[name] for name in _PLAIN})
