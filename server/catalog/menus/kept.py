"""What a menu says, as it is kept in memory: by id, and in bytes until it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

Value = TypeVar("Value")


class Kept(Mapping[str, Value]):
    """By id, in order; each is read when it is asked for first, and then stays.

    Of a long menu little is ordered. What nobody asks for takes a third of the memory, and no time.
    """

    __slots__ = ("_raw", "_read", "_values")

    def __init__(self, raw: Mapping[str, bytes], read: Callable[[bytes], Value]) -> None:
        """`read` makes a value of its bytes."""
        self._raw = raw
        self._read = read
        self._values: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        """Raises KeyError."""
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = self._read(self._raw[key])
        return value

    def __contains__(self, key: object) -> bool:
        """Reads nothing."""
        return key in self._raw

    def __iter__(self) -> Iterator[str]:
        """The ids, in order."""
        return iter(self._raw)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._raw)
