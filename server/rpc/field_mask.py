"""Updates by field mask."""

from collections.abc import Collection
from typing import TypeVar

from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from server.errors import FieldViolation, InvalidFields
from server.rpc.interceptors.validation import require_valid

AnyMessage = TypeVar("AnyMessage", bound=Message)


def merge(
    current: AnyMessage, changes: AnyMessage, mask: FieldMask, allowed: Collection[str], field: str
) -> AnyMessage:
    """`current` with the fields that the mask names taken from `changes`, valid as a whole.

    Only fields of the message itself can be named, and only `allowed` ones; `field` is the path of
    `changes` in the request. Raises InvalidFields.
    """
    require_paths(mask, allowed)
    merged = type(current)()
    merged.CopyFrom(current)
    for path in mask.paths:
        merged.ClearField(path)
    taken = type(current)()
    FieldMask(paths=mask.paths).MergeMessage(changes, taken, True, True)
    merged.MergeFrom(taken)
    require_valid(merged, f"{field}.")
    return merged


def require_paths(mask: FieldMask, allowed: Collection[str]) -> None:
    """Raises InvalidFields if the mask is empty or names what may not be changed."""
    wrong = [path for path in mask.paths if path not in allowed]
    if wrong or not mask.paths:
        names = ", ".join(sorted(allowed))
        violations = [
            FieldViolation("update_mask", f"{path!r} cannot be changed; these can: {names}")
            for path in wrong or [""]
        ]
        raise InvalidFields(violations)
