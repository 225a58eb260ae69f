"""Documents made from a real one, by exchanging the ids and times that stand in it.

Making and encoding ten million orders would take longer than storing them. So one that the server
has placed is encoded once, cut where an id or a time stands, and put together with others.
"""

from __future__ import annotations

import base64
import os
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from bson import encode

_CROCKFORD = bytes.maketrans(
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz"
)
_RANDOM_BYTES, _RANDOM_LETTERS = 10, 16


class Stencil:
    """A document with holes."""

    def __init__(self, document: Mapping[str, object], values: Sequence[bytes]) -> None:
        """A hole is wherever one of the values stands, however often."""
        raw = encode(document)
        found = re.split(b"(" + b"|".join(map(re.escape, values)) + b")", raw)
        self._parts: list[bytes] = found
        self._holes = [(at, values.index(found[at])) for at in range(1, len(found), 2)]

    def filled(self, values: Sequence[bytes]) -> bytes:
        """The document with these instead, in the same sequence, each as long as its first."""
        parts = self._parts.copy()
        for at, which in self._holes:
            parts[at] = values[which]
        return b"".join(parts)


def bson_time(moment: datetime) -> bytes:
    """A time as it stands in BSON."""
    return bson_milliseconds(milliseconds(moment))


def bson_milliseconds(value: int) -> bytes:
    """A time in milliseconds, as it stands in BSON."""
    return struct.pack("<q", value)


def milliseconds(moment: datetime) -> int:
    """Since 1970."""
    return round(moment.timestamp() * 1000)


def times_in(value: object) -> Iterator[datetime]:
    """Every time that stands anywhere in a document."""
    match value:
        case datetime():
            yield value
        case dict():
            for one in value.values():
                yield from times_in(one)
        case list():
            for one in value:
                yield from times_in(one)


def ids(prefix: bytes, moments: Sequence[int]) -> list[bytes]:
    """Ids as `server.ids.new_id` makes them, of these milliseconds."""
    random = os.urandom(_RANDOM_BYTES * len(moments))
    letters = base64.b32encode(random).translate(_CROCKFORD)
    return [
        prefix + _sorting(moment) + letters[at : at + _RANDOM_LETTERS]
        for moment, at in zip(moments, range(0, len(letters), _RANDOM_LETTERS), strict=True)
    ]


def _sorting(moment: int) -> bytes:
    # Ten letters of five bits each: two zeros, and the 48 bits of the time.
    return base64.b32encode((moment << 6).to_bytes(7, "big"))[:10].translate(_CROCKFORD)
