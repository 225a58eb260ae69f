"""A change as the feed hands it out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import bson
from bson.codec_options import CodecOptions

from server.storage.client import Document
from server.storage.cursor import Position

#: What one can subscribe to: a kind and an id, e.g. ("orders", "rst_…").
Topic = tuple[str, str]
#: What of a document says whom it concerns: its _id, restaurant_id and visit_id, as far as it has
#: them.
Head = Mapping[str, Any]

Encoded = TypeVar("Encoded")

_AS_STORED: CodecOptions[Document] = CodecOptions(tz_aware=True)


@dataclass(slots=True, eq=False)
class Change:
    """A document as one command left it."""

    collection: str
    key: str
    #: Empty where nobody listens to the collection.
    head: Head
    #: The document in BSON; None if it was deleted.
    raw: bytes | None
    token: str
    topics: frozenset[Topic]
    _position: Position | None = None
    _encoded: dict[object, Any] = field(default_factory=dict)

    @property
    def document(self) -> Document | None:
        """The document, read anew each time: keep what is made of it by `encoded`."""
        return None if self.raw is None else bson.decode(self.raw, _AS_STORED)

    @property
    def position(self) -> Position:
        """The place just after this change: the same object for everybody who has seen it."""
        if self._position is None:
            self._position = Position(token=self.token)
        return self._position

    @property
    def cursor(self) -> str:
        """The same, as clients hold it."""
        return self.encoded("cursor", lambda it: it.position.encode())

    def is_after(self, position: Position) -> bool:
        """Whether the change is part of what comes after the position."""
        return position.is_before(self.token)

    def encoded(self, form: object, encode: Callable[["Change"], Encoded]) -> Encoded:
        """`encode(self)`, done once for each form however many subscribers there are."""
        if form not in self._encoded:
            self._encoded[form] = encode(self)
        return cast("Encoded", self._encoded[form])
