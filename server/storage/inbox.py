"""What vendors tell us by themselves: kept once, as it came, and worked on afterwards.

Vendors tell at least once, in any order, and expect an answer within seconds. So an event is kept
and answered, and nothing else; workflows/relay/subjects/events.py hands on what it concerns. What
an event says is never believed: it is a reason to ask the vendor how things are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pymongo import ASCENDING, IndexModel
from pymongo.errors import DuplicateKeyError

from server.clock import Clock
from server.storage.client import Database, Document, bounded
from server.storage.group_commit import GroupCommit
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "inbound_events"

#: Vendors repeat an event for three days at most; people look back further.
_KEPT_SECONDS = 30 * 24 * 3600

INDEXES: Sequence[IndexModel] = (
    IndexModel([("received_time", ASCENDING)], name="kept", expireAfterSeconds=_KEPT_SECONDS),
    IndexModel(
        [("waiting", ASCENDING), ("received_time", ASCENDING)],
        name="waiting",
        partialFilterExpression={"waiting": True},
    ),
)


class Vendor(StrEnum):
    """Who tells."""

    STRIPE = "stripe"
    TWILIO = "twilio"
    CLERK = "clerk"


class Subject(StrEnum):
    """What somebody may be told about: each is followed by a workflow of its own."""

    PAYMENT = "PAYMENT"
    #: A payment too, known by Stripe's id of its PaymentIntent alone.
    INTENT = "INTENT"
    REFUND = "REFUND"
    #: A restaurant's Stripe account, by Stripe's id.
    ACCOUNT = "ACCOUNT"
    MESSAGE = "MESSAGE"
    #: A person, by Clerk's id.
    PERSON = "PERSON"


@dataclass(frozen=True, slots=True)
class Concern:
    """What an event is about."""

    subject: Subject
    #: The subject's id.
    id: str
    #: Whose it is, where the event says so.
    restaurant_id: str = ""
    #: Of a refund: the payment it belongs to.
    payment_id: str = ""
    #: What was told about it, where nobody can be asked: a message's status.
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InboundEvent:
    """An event that waits to be handed on."""

    id: str
    kind: str
    concern: Concern
    received_time: datetime


class Inbox:
    """Keeps events."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """One a process: events that arrive together are written together."""
        self._events = GroupCommit(database[COLLECTION])
        self._clock = clock

    async def keep(
        self, vendor: Vendor, event_id: str, kind: str, body: bytes, concern: Concern | None
    ) -> bool:
        """Keeps an event whose signature was found to be right; False if it was there before.

        `event_id` and `kind` are the vendor's; `body` is kept to the byte. With no `concern`
        nobody is told of it. When this returns, the event is safe.
        """
        document: Document = {
            "_id": f"{vendor.value}:{event_id}",
            "kind": kind,
            "body": body,
            "received_time": self._clock.now(),
        }
        if concern is not None:
            document |= {"concern": _concern_to_document(concern), "waiting": True}
        try:
            await self._events.insert(document)
        except DuplicateKeyError:
            return False
        return True


def waiting_events_everywhere(database: Database) -> Snapshot:
    """Those that nobody was told of yet, oldest first."""
    return snapshot(database, COLLECTION, {"waiting": True}, {"received_time": ASCENDING})


async def mark_told(database: Database, event_ids: Iterable[str]) -> None:
    """They are in Temporal's hands."""
    match: Document = {"_id": {"$in": list(event_ids)}}
    with bounded():
        await database[COLLECTION].update_many(match, {"$unset": {"waiting": ""}})


def from_document(document: Document) -> InboundEvent | None:
    """From what is stored; None when it concerns nobody, or was handed on already."""
    if not document.get("waiting"):
        return None
    return InboundEvent(
        id=document["_id"],
        kind=document["kind"],
        concern=_concern_from_document(document["concern"]),
        received_time=document["received_time"],
    )


def _concern_to_document(concern: Concern) -> Document:
    return {
        "subject": concern.subject.value,
        "id": concern.id,
        "restaurant_id": concern.restaurant_id,
        "payment_id": concern.payment_id,
        "facts": dict(concern.facts),
    }


def _concern_from_document(document: Document) -> Concern:
    return Concern(
        subject=Subject(document["subject"]),
        id=document["id"],
        restaurant_id=document["restaurant_id"],
        payment_id=document["payment_id"],
        facts=document["facts"],
    )
