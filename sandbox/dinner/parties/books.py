"""What a client keeps of what its streams have shown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Generic, Protocol, TypeVar

from here2order.ordering.v1.order_pb2 import Order


class Kept(Protocol):
    """What is kept: orders, payments, messages to guests."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> int: ...


K = TypeVar("K", bound=Kept)


@dataclass(slots=True)
class Book(Generic[K]):
    """Of each thing the newest that came, and every version in the order of arrival."""

    #: As the contract's streams call it: "order", and "orders" in a snapshot.
    kind: str
    on_news: Callable[[K | None, K], None]
    cursor: str = ""
    snapshots: int = 0
    beats: int = 0
    held: dict[str, K] = field(default_factory=dict)
    versions: dict[str, list[int]] = field(default_factory=dict)

    def take(self, message: Any) -> None:
        """A message of a stream of these: a snapshot, one of them or a heartbeat."""
        event = message.WhichOneof("event")
        if event == "snapshot":
            self.snapshots += not message.snapshot.more
            self._hold(getattr(message.snapshot, f"{self.kind}s"))
        elif event == self.kind:
            self._hold((getattr(message, self.kind),))
        else:
            self.beats += 1
        self.cursor = message.cursor or self.cursor

    def only_rises(self) -> bool:
        """Nothing came twice, and nothing went backwards."""
        return all(_rises(seen) for seen in self.versions.values())

    def _hold(self, things: Iterable[K]) -> None:
        for thing in things:
            before = self.held.get(thing.id)
            self.held[thing.id] = thing
            self.versions.setdefault(thing.id, []).append(thing.version)
            self.on_news(before, thing)


class OrderBook(Book[Order]):
    """Orders."""

    def __init__(self, on_news: Callable[[Order | None, Order], None]) -> None:
        """Told of each order that comes: as it was before, and as it is."""
        super().__init__("order", on_news)

    @property
    def orders(self) -> dict[str, Order]:
        """By id."""
        return self.held


def _rises(versions: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(versions))
