"""Whether whoever was let in may stay: what a stream asks while it runs."""

from typing import Protocol

from server.storage.events import Change, Topic


class Admission(Protocol):
    """Of one caller."""

    @property
    def topics(self) -> frozenset[Topic]:
        """The changes after which it must be confirmed again."""
        ...

    def is_touched_by(self, change: Change) -> bool:
        """Whether this is one of them."""
        ...

    async def confirm(self) -> None:
        """Raises when the caller may not go on: its device was revoked, its visit is over …"""
        ...
