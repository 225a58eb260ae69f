"""Publications as documents: their content is the contract's Menu, serialized, ready to send."""

from collections.abc import Sequence

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.catalog.menus.domain import MenuVersion
from server.errors import NotFound
from server.origin import Origin
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.once import find_origin, insert_once, origin_from_document, origin_index

COLLECTION = "menu_versions"
INDEXES: Sequence[IndexModel] = (
    # One menu a version, decided by the database however many publish at once.
    IndexModel(
        [("restaurant_id", ASCENDING), ("version", DESCENDING)], name="version", unique=True
    ),
    origin_index("restaurant_id"),
)

_WITHOUT_CONTENT = {"content": 0}


class MenuVersionRepository:
    """The publications of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._versions = database[COLLECTION]
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def latest(self) -> MenuVersion | None:
        """The current publication, or None if there is none yet."""
        newest = await self.page(0, 1)
        return newest[0] if newest else None

    async def page(self, before: int, limit: int) -> list[MenuVersion]:
        """Publications older than a version, newest first; 0 is the beginning."""
        match = self._scope | ({"version": {"$lt": before}} if before else {})
        cursor = self._versions.find(match, _WITHOUT_CONTENT).sort("version", DESCENDING)
        return [from_document(document) async for document in cursor.limit(limit)]

    async def content(self, version: int) -> bytes:
        """The serialized Menu. Raises NotFound."""
        match = self._scope | {"version": version}
        document = await self._versions.find_one(match, {"content": 1})
        if document is None:
            raise NotFound("menu version", str(version))
        return bytes(document["content"])

    async def made_by(self, origin: Origin) -> MenuVersion | None:
        """What the same request has published before. Raises RequestIdReused."""
        document = await find_origin(self._versions, self._scope["restaurant_id"], origin)
        return from_document(document) if document else None

    async def insert(
        self, version: MenuVersion, content: bytes, origin: Origin
    ) -> MenuVersion | None:
        """Publishes, or finds what the same request has published; None if the version is taken.

        Raises RequestIdReused.
        """
        document = to_document(version) | {"content": content}
        try:
            return from_document(await insert_once(self._versions, document, origin))
        except DuplicateKeyError:
            return None


def topics(head: Head) -> list[Topic]:
    """Whom a publication concerns."""
    return [("menu", head["restaurant_id"])]


def key_of(head: Head) -> str:
    """The restaurant."""
    return str(head["restaurant_id"])


def to_document(version: MenuVersion) -> Document:
    """As it is stored, but for its content and origin."""
    return {
        "_id": version.id,
        "restaurant_id": version.restaurant_id,
        "version": version.version,
        "publish_time": version.publish_time,
        "published_by": version.published_by,
        "item_count": version.item_count,
        "rolled_back_to": version.rolled_back_to,
    }


def from_document(document: Document) -> MenuVersion:
    """From what is stored."""
    return MenuVersion(
        id=document["_id"],
        restaurant_id=document["restaurant_id"],
        version=document["version"],
        publish_time=document["publish_time"],
        published_by=document["published_by"],
        item_count=document["item_count"],
        rolled_back_to=document["rolled_back_to"],
        origin=origin_from_document(document),
    )
