"""Somebody who calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.role import Role

Metadata = Sequence[tuple[str, str]]
#: Status and reason; ("OK", "") if the call was served.
Outcome = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who calls, and what is true of them."""

    name: str
    metadata: Metadata
    #: The contract's Caller; "" if what they show proves nothing.
    kind: str = ""
    #: Where they belong, or "".
    restaurant_id: str = ""
    #: A guest's visit, or "".
    visit_id: str = ""
    #: What everybody gets who shows such credentials.
    refusal: Outcome | None = None

    @property
    def is_person(self) -> bool:
        """Signed in through Clerk."""
        return self.kind in {"USER", *Role}
