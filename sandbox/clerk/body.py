"""Reading requests: JSON objects with known fields, and pages of a list."""

from collections.abc import Collection
from typing import Any, TypeVar

from aiohttp import web

from sandbox.clerk import errors

T = TypeVar("T")

_MAX_PAGE = 500
_DEFAULT_PAGE = 10


class Fields:
    """The fields of one request body; asking for one checks its type."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def text(self, name: str) -> str | None:
        """A string; null and empty both mean none."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise errors.invalid(name, "must be a string")
        return value or None

    def required_text(self, name: str) -> str:
        """A string that has to be there."""
        value = self.text(name)
        if value is None:
            raise errors.missing(name)
        return value

    def texts(self, name: str) -> list[str]:
        """A list of strings, empty if absent."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise errors.invalid(name, "must be a list of strings")
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        """An object, empty if absent."""
        value = self.values.get(name) or {}
        if not isinstance(value, dict):
            raise errors.invalid(name, "must be an object")
        return value

    def integer(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number within its bounds."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise errors.invalid(name, f"must be a whole number from {low} to {high}")
        return value


async def read(request: web.Request, known: Collection[str]) -> Fields:
    """The body of a call; an empty one counts as `{}`, a field not in `known` is refused."""
    values = await request.json() if request.can_read_body else {}
    if not isinstance(values, dict):
        raise errors.ApiError(400, "request_body_invalid", "Request body invalid")
    for name in values:
        if name not in known:
            raise errors.unknown(name)
    return Fields(values)


def page(request: web.Request, rows: list[T]) -> list[T]:
    """The slice that `limit` and `offset` ask for."""
    limit = _whole(request, "limit", _DEFAULT_PAGE, 1, _MAX_PAGE)
    offset = _whole(request, "offset", 0, 0, 2**31)
    return rows[offset : offset + limit]


def _whole(request: web.Request, name: str, default: int, low: int, high: int) -> int:
    text = request.query.get(name, str(default))
    if not text.isdecimal() or not low <= int(text) <= high:
        raise errors.invalid(name, f"must be a whole number from {low} to {high}")
    return int(text)
