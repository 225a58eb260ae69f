"""Documents put together from bytes: a BSON document is its length, its fields, and a zero."""

from struct import Struct

_LENGTH = Struct("<i")


def joined(first: bytes, second: bytes) -> bytes:
    """The fields of both documents as one. They must have no name in common."""
    length = len(first) + len(second) - _LENGTH.size - 1
    return _LENGTH.pack(length) + first[_LENGTH.size : -1] + second[_LENGTH.size :]
