"""Stripe's form encoding: `a[b][0]=c` read into objects and lists, fields read with their type."""

from collections.abc import Collection, Iterable
from typing import Any

from sandbox.stripe import errors

_TRUTH = {"true": True, "false": False}


def parse(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The parameters of a call as nested objects; an object with keys 0, 1, 2 is a list."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        _put(tree, _path(name), value)
    return {name: _with_lists(value) for name, value in tree.items()}


def _path(name: str) -> list[str]:
    head, _, rest = name.partition("[")
    return [head, *rest.rstrip("]").split("][")] if rest else [head]


def _put(tree: dict[str, Any], path: list[str], value: str) -> None:
    for step in path[:-1]:
        step = step or str(len(tree))
        inner = tree.setdefault(step, {})
        if not isinstance(inner, dict):
            raise errors.invalid(path[0], f"Invalid object: {path[0]}")
        tree = inner
    tree[path[-1] or str(len(tree))] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    read = {name: _with_lists(each) for name, each in value.items()}
    if read and all(name.isdecimal() for name in read):
        return [read[name] for name in sorted(read, key=int)]
    return read


class Fields:
    """The parameters of one call; asking for one checks its type. Empty means not given."""

    def __init__(self, values: dict[str, Any], prefix: str = "") -> None:
        self.values = values
        self._prefix = prefix

    def has(self, name: str) -> bool:
        """Whether it was given at all, be it empty."""
        return name in self.values

    def text(self, name: str) -> str | None:
        """A string, None if absent or empty."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, str):
            raise errors.invalid(self._name(name), f"Invalid string: {value}")
        return value or None

    def required_text(self, name: str) -> str:
        """A string that has to be there."""
        value = self.text(name)
        if value is None:
            raise errors.missing(self._name(name))
        return value

    def integer(self, name: str) -> int | None:
        """A whole number, None if absent."""
        text = self.text(name)
        if text is None:
            return None
        if not text.removeprefix("-").isdecimal():
            raise errors.invalid(
                self._name(name), f"Invalid integer: {text}", "parameter_invalid_integer"
            )
        return int(text)

    def boolean(self, name: str, default: bool = False) -> bool:
        """`true` or `false`."""
        text = self.text(name)
        if text is None:
            return default
        if text not in _TRUTH:
            raise errors.invalid(self._name(name), f"Invalid boolean: {text}")
        return _TRUTH[text]

    def mapping(self, name: str) -> dict[str, Any]:
        """An object, empty if absent."""
        value = self.values.get(name) or {}
        if not isinstance(value, dict):
            raise errors.invalid(self._name(name), "Invalid object")
        return value

    def inside(self, name: str) -> "Fields":
        """The fields of an object."""
        return Fields(self.mapping(name), self._name(name))

    def texts(self, name: str) -> list[str]:
        """A list of strings, empty if absent."""
        value = self.values.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise errors.invalid(self._name(name), "Invalid array")
        return value

    def only(self, known: Collection[str]) -> "Fields":
        """Itself, when it has no other fields than those; `expand` is always known."""
        for name in self.values:
            if name not in known and name != "expand":
                raise errors.unknown(self._name(name))
        return self

    def _name(self, name: str) -> str:
        return f"{self._prefix}[{name}]" if self._prefix else name
