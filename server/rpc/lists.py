"""Lists that are too long, found without looking into them.

The schema's rules are checked element by element: a list of a hundred thousand wrong elements would
keep the process busy for a minute, and make a reply of megabytes. So lengths come first.
"""

from collections.abc import Iterator
from functools import lru_cache

from buf.validate import validate_pb2
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from server.errors import FieldViolation

#: Smaller requests cannot hold enough elements to matter.
_HARMLESS_BYTES = 1024


def too_long_lists(message: Message, prefix: str = "") -> list[FieldViolation]:
    """Every list that has more elements than its max_items, outermost ones only."""
    if message.ByteSize() < _HARMLESS_BYTES:
        return []
    return list(_in(message, prefix))


def _in(message: Message, prefix: str) -> Iterator[FieldViolation]:
    for field, value in message.ListFields():
        path = f"{prefix}{field.name}"
        if not field.is_repeated:
            if field.message_type is not None:
                yield from _in(value, f"{path}.")
        elif len(value) > (most := _max_items(field)):
            yield FieldViolation(path, f"must contain no more than {most} items")
        elif field.message_type is not None and not field.message_type.GetOptions().map_entry:
            for index, element in enumerate(value):
                yield from _in(element, f"{path}[{index}].")


@lru_cache(maxsize=1024)
def _max_items(field: FieldDescriptor) -> float:
    rules = field.GetOptions().Extensions[validate_pb2.field].repeated
    return rules.max_items if rules.HasField("max_items") else float("inf")
