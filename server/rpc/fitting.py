"""Statuses travel in HTTP headers: one that is too large breaks the connection for everybody on it.

gRPC clients take 8 KiB of trailers by default, and the details are a third longer on the wire.
"""

from collections.abc import Iterable

from google.protobuf.message import Message

_TEXT = 300
_DETAILS_BYTES = 4096


def cut(text: str) -> str:
    """A text that came from who knows where, at a length that fits."""
    return text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…"


def fit(details: Iterable[Message]) -> list[Message]:
    """The details, as many of them and of their lists' elements as fit, the first ones first."""
    fitting: list[Message] = []
    room = _DETAILS_BYTES
    for detail in details:
        _shorten(detail, room)
        if detail.ByteSize() <= room:
            fitting.append(detail)
            room -= detail.ByteSize()
    return fitting


def _shorten(message: Message, room: int) -> None:
    for field, value in message.ListFields():
        if field.is_repeated and field.message_type is not None:
            if field.message_type.GetOptions().map_entry:
                continue
            while len(value) > 1 and message.ByteSize() > room:
                del value[max(1, len(value) // 2) :]
