"""Where a stream stands in the history of changes.

Two kinds. After a change: that change's resume token, whose hexadecimal form MongoDB documents as
comparable. After a snapshot: the cluster time at which it was read, exact to the operation, so that
what follows is what the snapshot has not.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Any

from bson import Timestamp

from server.errors import DomainError, Reason

# It begins with its cluster time: 82, then seconds and increment, four bytes each.
_TOKEN = re.compile(r"82[0-9A-F]{16,1400}")
#: No two clocks of a cluster differ so much; a cursor from farther ahead was made up.
_FUTURE_SECONDS = 60


class CursorInvalid(DomainError):
    """That is no cursor of ours."""

    reason = Reason.CURSOR_INVALID

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("this is no cursor of this stream; watch again without one")


class CursorTooOld(DomainError):
    """The history since then is not kept any more."""

    reason = Reason.CURSOR_TOO_OLD

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("the cursor is older than the history; watch again without one")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the history: either just after a change, or just after a cluster time."""

    token: str = ""
    time: Timestamp | None = None

    @property
    def moment(self) -> Timestamp:
        """The cluster time of this place."""
        return self.time or _time_of(self.token)

    def is_before(self, token: str) -> bool:
        """Whether what has this token comes after this place."""
        if self.time is not None:
            return _time_of(token) > self.time
        return token > self.token

    def require_known_to(self, other: "Position") -> None:
        """Raises CursorInvalid if the feed, which has come to `other`, cannot have been here.

        Another process may be a little ahead of this one.
        """
        if self.moment.time > other.moment.time + _FUTURE_SECONDS:
            raise CursorInvalid

    def start_options(self) -> dict[str, Any]:
        """The arguments with which a change stream opens here."""
        if self.time is not None:
            return {"start_at_operation_time": self.time}
        return {"resume_after": {"_data": self.token}}

    def encode(self) -> str:
        """As clients hold it: opaque."""
        if self.time is not None:
            raw = b"t" + self.time.time.to_bytes(4, "big") + self.time.inc.to_bytes(4, "big")
        else:
            raw = b"r" + bytes.fromhex(self.token)
        return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_cursor(cursor: str) -> Position:
    """The place a client's cursor names. Raises CursorInvalid."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise CursorInvalid from None
    if raw[:1] == b"t" and len(raw) == 9:
        seconds, increment = int.from_bytes(raw[1:5], "big"), int.from_bytes(raw[5:], "big")
        return Position(time=Timestamp(seconds, increment))
    token = raw[1:].hex().upper()
    if raw[:1] != b"r" or not _TOKEN.fullmatch(token):
        raise CursorInvalid
    return Position(token=token)


def _time_of(token: str) -> Timestamp:
    return Timestamp(int(token[2:10], 16), int(token[10:18], 16))
