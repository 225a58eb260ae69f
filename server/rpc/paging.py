"""Opaque page tokens: where the last page ended."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from server.errors import FieldViolation, InvalidFields

Row = TypeVar("Row")

#: What the database can compare a number with.
_NUMBERS = range(-(2**63), 2**63)


def encode_page_token(*keys: str | int) -> str:
    """A token that names the last row of a page by its sort keys."""
    raw = json.dumps(keys, separators=(",", ":"), ensure_ascii=False).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode_page_token(token: str, *kinds: type) -> tuple[str | int, ...] | None:
    """The sort keys in a token, None of an empty one. Raises InvalidFields if it is not ours."""
    if not token:
        return None
    try:
        keys = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        known = isinstance(keys, list) and [type(key) for key in keys] == list(kinds)
        # Only what we write is read: the database is asked for nothing that it cannot hold.
        ours = known and encode_page_token(*keys) == token
    except ValueError:
        ours, keys = False, []
    if not ours or any(isinstance(key, int) and key not in _NUMBERS for key in keys):
        raise InvalidFields([FieldViolation("page_token", "take it from next_page_token")])
    return tuple(keys)


def page_of(
    rows: Sequence[Row], size: int, place_of: Callable[[Row], tuple[str | int, ...]]
) -> tuple[Sequence[Row], str]:
    """A page, and the token of the next one or "".

    `rows` are what was found when one more than `size` was asked for; `place_of` gives a row's
    sort keys.
    """
    page = rows[:size]
    more = encode_page_token(*place_of(page[-1])) if len(rows) > size else ""
    return page, more
