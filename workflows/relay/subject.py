"""What a relay has to know of that which it relays."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from pymongo import IndexModel

from server.storage.client import Database, Document
from server.storage.snapshot import Snapshot

T = TypeVar("T")


class Subject(Protocol[T]):
    """A collection whose documents Temporal must hear of. `T` is what it is told of one of them."""

    @property
    def collection(self) -> str:
        """Where the documents are; names the relay's lease too."""

    @property
    def indexes(self) -> Sequence[IndexModel]:
        """Those of the collection."""

    @property
    def touched(self) -> str:
        """The field that says when a document was last written."""

    def open_everywhere(self, database: Database) -> Snapshot:
        """The documents of all restaurants with which a workflow still has something to do."""

    def read(self, document: Document, *, fresh: bool) -> T | None:
        """What there is to tell of a document; None if its last change is no news.

        A `fresh` one was written just now; any other is open, and is told in any case. Raises
        KeyError, TypeError, ValueError when it cannot be read: no workflow hears of it then.
        """

    async def tell(self, items: Iterable[T]) -> None:
        """Returns when Temporal has heard of all of them. Raises RPCError, in a group.

        Of several versions of the same thing only the last is told.
        """

    async def remind(self, items: Iterable[T]) -> None:
        """Of what is open and was told long ago: starts the workflow should it be gone.

        A workflow that runs does not notice: what its history tells may be a day long.
        """
