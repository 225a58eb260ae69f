"""Restaurants as documents."""

from collections.abc import Sequence
from sys import intern

from pymongo import ASCENDING, IndexModel

from server.catalog.restaurants.domain import Acceptance, Area, Restaurant, Station, Tax
from server.errors import NotFound
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head
from server.storage.once import find_origin, insert_once, origin_from_document, origin_to_document

COLLECTION = "restaurants"
INDEXES: Sequence[IndexModel] = (
    IndexModel([("restaurant_id", ASCENDING)], name="restaurant", unique=True),
)

_PLAIN = (
    "name",
    "time_zone",
    "currency",
    "closeout_hour",
    "prices_include_tax",
    "service_charge_ppm",
    "escalate_after_seconds",
    "expire_after_seconds",
    "paused_until_time",
    "version",
    "create_time",
    "update_time",
)


class RestaurantRepository:
    """One restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._restaurants = database[COLLECTION]
        self._id = restaurant_id

    async def get(self) -> Restaurant:
        """Raises NotFound."""
        document = await self._restaurants.find_one({"restaurant_id": self._id})
        if document is None:
            raise NotFound("restaurant", self._id)
        return from_document(document)

    async def made_by(self, origin: Origin) -> Restaurant | None:
        """The restaurant, if this request has made it before. Raises RequestIdReused."""
        document = await find_origin(self._restaurants, self._id, origin)
        return from_document(document) if document else None

    async def insert(self, restaurant: Restaurant, origin: Origin) -> Restaurant:
        """Stores it, or finds what the same request has stored. Raises RequestIdReused."""
        document = to_document(restaurant)
        return from_document(await insert_once(self._restaurants, document, origin))

    async def replace(self, restaurant: Restaurant, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        return await documents.replace(self._restaurants, to_document(restaurant), version)


def key_of(head: Head) -> str:
    """The restaurant's id."""
    return str(head["_id"])


def to_document(restaurant: Restaurant) -> Document:
    """As it is stored."""
    document: Document = {"_id": restaurant.id, "restaurant_id": restaurant.id}
    document |= {name: getattr(restaurant, name) for name in _PLAIN}
    document |= {
        "bill_rounding": restaurant.bill_rounding,
        "address_lines": list(restaurant.address_lines),
        "acceptance": restaurant.acceptance.value,
        "taxes": [
            {"id": tax.id, "name": tax.name, "rate_ppm": tax.rate_ppm} for tax in restaurant.taxes
        ],
        "stations": [{"id": one.id, "name": one.name} for one in restaurant.stations],
        "areas": [{"id": area.id, "name": area.name} for area in restaurant.areas],
    }
    if restaurant.origin is not None:
        document["origin"] = origin_to_document(restaurant.origin)
    return document


def from_document(document: Document) -> Restaurant:
    """From what is stored."""
    return Restaurant(
        id=intern(document["_id"]),  # as the guests' tokens have it: one in memory
        address_lines=tuple(document["address_lines"]),
        # Those that were stored before there were bills lack it.
        bill_rounding=document.get("bill_rounding", 0),
        acceptance=Acceptance(document["acceptance"]),
        taxes=tuple(Tax(**tax) for tax in document["taxes"]),
        stations=tuple(Station(**station) for station in document["stations"]),
        areas=tuple(Area(**area) for area in document["areas"]),
        origin=origin_from_document(document),
        **{name: document[name] for name in _PLAIN},
    )
