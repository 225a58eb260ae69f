"""A change as the feed hands it out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from bson import Timestamp

from server.storage.cursor import Position

#: What one can subscribe to: a kind and an id, e.g. ("orders", "rst_…").
Topic = tuple[str, str]


Encoded = TypeVar("Encoded")


@dataclass(slots=True, eq=False)
class Change:
    """A document as one command left it."""

    collection: str
    key: str
    #: None if it was deleted.
    document: dict[str, Any] | None
    token: str
    time: Timestamp
    #: The document was made by this change.
    created: bool
    topics: frozenset[Topic]
    #: The place just after this change.
    position: Position = field(init=False)
    _encoded: dict[object, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """The place is the same for everybody who has seen it."""
        self.position = Position(token=self.token)

    def is_after(self, position: Position) -> bool:
        """Whether the change is part of what comes after the position."""
        return position.is_before(self.token, self.time)

    def encoded(self, form: object, encode: Callable[["Change"], Encoded]) -> Encoded:
        """`encode(self)`, done once for each form however many subscribers there are."""
        if form not in self._encoded:
            self._encoded[form] = encode(self)
        return cast("Encoded", self._encoded[form])
