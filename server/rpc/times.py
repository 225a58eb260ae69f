"""Times on the wire."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from server.clock import EPOCH, to_millis
from server.errors import FieldViolation, InvalidFields


def from_timestamp(message: Message, field: str, path: str) -> datetime | None:
    """The time in a field, in UTC and cut to milliseconds; None if it is unset.

    `path` is the field's in the request. Raises InvalidFields for a time that no calendar has.
    """
    if not message.HasField(field):
        return None
    timestamp: Any = getattr(message, field)
    try:
        return to_millis(_moment(timestamp))
    except (ValueError, OverflowError):
        raise InvalidFields([FieldViolation(path, "is a time of no calendar")]) from None


def to_timestamp(moment: datetime | None) -> Timestamp | None:
    """The time for a field; None leaves it unset."""
    if moment is None:
        return None
    return Timestamp(**timestamp_fields(moment))


@lru_cache(maxsize=256)
def timestamp_fields(moment: datetime) -> Any:
    """What a Timestamp is made of; to be changed by nobody.

    Takes a fifth of what Timestamp.FromDatetime takes. An order has the same moment several times.
    """
    since = moment - EPOCH
    return {
        "seconds": since.days * 86_400 + since.seconds,
        "nanos": since.microseconds * 1000,
    }


def _moment(timestamp: Timestamp) -> datetime:
    return timestamp.ToDatetime(tzinfo=UTC)
