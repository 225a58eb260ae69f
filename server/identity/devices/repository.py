"""Devices as documents."""

from collections.abc import Iterable, Sequence

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.errors import NotFound
from server.identity.devices.domain import (
    Device,
    DeviceState,
    PairingCodeUnknown,
)
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Head, Topic
from server.storage.once import (
    find_origin,
    insert_once,
    origin_from_document,
    origin_index,
    origin_to_document,
)

COLLECTION = "devices"
INDEXES: Sequence[IndexModel] = (
    IndexModel(
        [("restaurant_id", ASCENDING), ("taken_seat", ASCENDING)],
        name="seat",
        unique=True,
        partialFilterExpression={"taken_seat": {"$exists": True}},
    ),
    IndexModel(
        [("restaurant_id", ASCENDING), ("state", ASCENDING), ("_id", DESCENDING)], name="newest"
    ),
    # Leads with no restaurant: a device that is to be paired knows its code and nothing else.
    IndexModel(
        [("waiting_code", ASCENDING)],
        name="code",
        unique=True,
        partialFilterExpression={"waiting_code": {"$exists": True}},
    ),
    origin_index("restaurant_id"),
)


#: Restaurant and device.
Key = tuple[str, str]


class DeviceRepository:
    """The devices of one restaurant."""

    def __init__(self, database: Database, restaurant_id: str) -> None:
        """Sees nothing of other restaurants."""
        self._devices = database[COLLECTION]
        self._restaurant_id = restaurant_id
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, device_id: str) -> Device:
        """Raises NotFound."""
        document = await self._devices.find_one(self._scope | {"_id": device_id})
        if document is None:
            raise NotFound("device", device_id)
        return from_document(document)

    async def state_of(self, device_id: str) -> DeviceState | None:
        """Where a device stands, None if there is none."""
        document = await self._devices.find_one(self._scope | {"_id": device_id}, {"state": 1})
        return None if document is None else DeviceState(document["state"])

    async def made_by(self, origin: Origin) -> Device | None:
        """What the same request has made. Raises RequestIdReused."""
        document = await find_origin(self._devices, self._restaurant_id, origin)
        return None if document is None else from_document(document)

    async def insert(self, device: Device, origin: Origin) -> Device | None:
        """Stores it, or finds what the same request has stored; None if its seat is taken.

        Raises RequestIdReused.
        """
        try:
            return from_document(await insert_once(self._devices, to_document(device), origin))
        except DuplicateKeyError:
            return None

    async def seated(self) -> list[Device]:
        """Those that are not revoked."""
        cursor = self._devices.find(self._scope | {"taken_seat": {"$exists": True}})
        return [from_document(document) async for document in cursor]

    async def revoked(self, limit: int) -> list[Device]:
        """At most `limit` of those that are, newest first."""
        if not limit:  # which to MongoDB means no limit
            return []
        match = self._scope | {"state": DeviceState.REVOKED.value}
        cursor = self._devices.find(match).sort("_id", DESCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    async def replace(self, device: Device, version: int) -> bool:
        """Writes it if the stored one still has that version."""
        return await documents.replace(self._devices, to_document(device), version)


async def device_of_code(database: Database, code_hash: str) -> Device:
    """The device that waits for the code. Raises PairingCodeUnknown."""
    document = await database[COLLECTION].find_one({"waiting_code": code_hash})
    if document is None:
        raise PairingCodeUnknown
    return from_document(document)


def topics(head: Head) -> Iterable[Topic]:
    """Whom a change of a device concerns."""
    return (("device", head["_id"]),)


def key_of(head: Head) -> Key:
    """By what devices are remembered."""
    return head["restaurant_id"], head["_id"]


def to_document(device: Device) -> Document:
    """As it is stored."""
    document: Document = {
        "_id": device.id,
        "restaurant_id": device.restaurant_id,
        "version": device.version,
        "name": device.name,
        "state": device.state.value,
        "code_hash": device.code_hash,
        "seat": device.seat,
        "create_time": device.create_time,
        "pair_time": device.pair_time,
        "revoke_time": device.revoke_time,
    }
    # Unique while they stand here: a seat until the device is revoked, a code while it waits.
    if device.state is not DeviceState.REVOKED:
        document["taken_seat"] = device.seat
    if device.state is DeviceState.PAIRING:
        document["waiting_code"] = device.code_hash
    if device.origin is not None:
        document["origin"] = origin_to_document(device.origin)
    return document


def from_document(document: Document) -> Device:
    """From what is stored."""
    return Device(
        id=document["_id"],
        restaurant_id=document["restaurant_id"],
        version=document["version"],
        name=document["name"],
        state=DeviceState(document["state"]),
        code_hash=document["code_hash"],
        seat=document["seat"],
        create_time=document["create_time"],
        pair_time=document["pair_time"],
        revoke_time=document["revoke_time"],
        origin=origin_from_document(document),
    )
