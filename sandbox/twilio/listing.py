"""Pages of a list, as the API of 2010 has them."""

from collections.abc import Sequence
from typing import Any, TypeVar

from aiohttp import web

Row = TypeVar("Row")

_PAGE_SIZE, _LARGEST_PAGE = 50, 1000


def page_of(rows: Sequence[Row], request: web.Request) -> tuple[Sequence[Row], dict[str, Any]]:
    """The page that was asked for, and what stands around it."""
    size = min(int(request.query.get("PageSize", _PAGE_SIZE)), _LARGEST_PAGE)
    number = int(request.query.get("Page", 0))
    start = number * size
    page = rows[start : start + size]
    more = start + size < len(rows)
    return page, {
        "page": number,
        "page_size": size,
        "start": start,
        "end": start + max(len(page) - 1, 0),
        "uri": str(request.rel_url),
        "first_page_uri": _at(request, 0, size),
        "previous_page_uri": _at(request, number - 1, size) if number else None,
        "next_page_uri": _at(request, number + 1, size) if more else None,
    }


def _at(request: web.Request, number: int, size: int) -> str:
    return str(request.rel_url.update_query({"Page": str(number), "PageSize": str(size)}))
