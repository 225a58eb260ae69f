"""Answers of the API: objects, what is expanded in them, and pages of lists."""

from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from sandbox.stripe import errors
from sandbox.stripe.form import Fields
from sandbox.stripe.instance import INSTANCE, Instance
from sandbox.stripe.keys import FIELDS
from sandbox.stripe.store import Obj, shown

_MAX_PAGE = 100
_DEFAULT_PAGE = 10
LIST_FIELDS = ("limit", "starting_after", "ending_before", "created")

_BOUNDS: dict[str, Callable[[int, int], bool]] = {
    "gt": int.__gt__,
    "gte": int.__ge__,
    "lt": int.__lt__,
    "lte": int.__le__,
}

#: Which kind of object an id is of.
_KINDS = {
    "pi": "payment_intent",
    "ch": "charge",
    "re": "refund",
    "pm": "payment_method",
    "cus": "customer",
    "acct": "account",
    "tr": "transfer",
    "txn": "balance_transaction",
    "dp": "dispute",
    "evt": "event",
}


def known(request: web.Request, *names: str) -> Fields:
    """The fields of the call, when it has no others than these."""
    return request[FIELDS].only(names)


def find(request: web.Request, kind: str, noun: str, param: str = "id") -> Obj:
    """The object that the path names. Raises StripeRefusal `resource_missing`."""
    identifier = request.match_info["id"]
    found = request.app[INSTANCE].store.get(kind, identifier)
    if found is None:
        raise errors.no_such(noun, identifier, param)
    return found


def one(request: web.Request, obj: Obj) -> web.Response:
    """The object, with what `expand` asks for."""
    body = _expanded(request.app[INSTANCE], shown(obj), request[FIELDS].texts("expand"))
    return web.json_response(body)


def page(request: web.Request, rows: Iterable[Obj]) -> web.Response:
    """The page of a list (newest first) that `created`, `limit` and the cursors ask for."""
    fields = request[FIELDS]
    limit = fields.integer("limit") or _DEFAULT_PAGE
    if not 1 <= limit <= _MAX_PAGE:
        raise errors.invalid("limit", f"Invalid limit: must be between 1 and {_MAX_PAGE}")
    after, before = fields.text("starting_after"), fields.text("ending_before")
    wanted = [row for row in rows if _in_window(fields, row["created"])]
    if after:
        wanted = wanted[_position(wanted, after, "starting_after") + 1 :]
    if before:
        wanted = wanted[: _position(wanted, before, "ending_before")]
    chosen = wanted[-limit:] if before else wanted[:limit]
    paths = [path.removeprefix("data.") for path in fields.texts("expand")]
    data = [_expanded(request.app[INSTANCE], shown(row), paths) for row in chosen]
    more = len(wanted) > len(chosen)
    return web.json_response(listing(request.path, data, more))


def listing(url: str, data: list[Obj], more: bool = False) -> Obj:
    """The list object."""
    return {"object": "list", "data": data, "has_more": more, "url": url}


def _in_window(fields: Fields, created: int) -> bool:
    window = fields.values.get("created")
    if not isinstance(window, dict):
        exact = fields.integer("created")
        return exact is None or created == exact
    bounds = fields.inside("created").only(_BOUNDS)
    return all(_BOUNDS[name](created, bounds.integer(name) or 0) for name in bounds.values)


def _position(rows: list[Obj], identifier: str, param: str) -> int:
    for position, row in enumerate(rows):
        if row["id"] == identifier:
            return position
    raise errors.no_such("object", identifier, param, 400)


def _expanded(instance: Instance, body: Obj, paths: list[str]) -> Obj:
    for path in paths:
        head, _, rest = path.partition(".")
        if head not in body:
            raise errors.invalid(
                "expand", f"This property cannot be expanded ({path}).", "property_unexpandable"
            )
        body[head] = _expand_value(instance, body[head], [rest] if rest else [])
    return body


def _expand_value(instance: Instance, value: Any, rest: list[str]) -> Any:
    if isinstance(value, dict):
        return _expanded(instance, value, rest)
    if not isinstance(value, str):
        return value
    obj = instance.store.get(_KINDS.get(value.partition("_")[0], ""), value)
    return _expanded(instance, shown(obj), rest) if obj else value
