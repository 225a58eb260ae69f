"""Messages put together from bytes: on the wire, a message is the concatenation of its fields."""

from functools import lru_cache

_LENGTH_DELIMITED = 2


def spliced(field_number: int, content: bytes) -> bytes:
    """A serialized message, or a text in UTF-8, as a field of another."""
    return _varint(field_number << 3 | _LENGTH_DELIMITED) + _varint(len(content)) + content


@lru_cache(maxsize=4096)  # the same few again and again
def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
