"""A party at a table: who belongs to it, and how long it lasts."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from server.errors import DomainError, Reason

#: A visit ends by itself when nobody of the party came back for so long.
IDLE = timedelta(hours=4)
#: A guest's token lives so long at the most.
TOKEN_LIFE = timedelta(hours=2)
#: A visit is put off by whoever comes back, but not written for every little while.
_EXTEND_BELOW = timedelta(hours=3)
_MAX_GUESTS = 100


class VisitClosed(DomainError):
    """The visit is over."""

    reason = Reason.VISIT_CLOSED

    def __init__(self, visit_id: str) -> None:
        """The visit that was asked for."""
        super().__init__(
            "the visit is over; scan the code on the table again",
            metadata={"visit_id": visit_id},
        )


class VisitState(StrEnum):
    """The names are the contract's."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True, slots=True)
class Guest:
    """One phone of the party."""

    id: str
    name: str
    join_time: datetime
    #: Of the scan that made it: the same scan is the same guest.
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The party, from the first scan to the last goodbye."""

    id: str
    restaurant_id: str
    table_id: str
    table_name: str
    state: VisitState
    guests: tuple[Guest, ...]
    open_time: datetime
    close_time: datetime | None = None
    expire_time: datetime
    version: int = 1

    def is_open(self, now: datetime) -> bool:
        """Whether the party is still there, as far as anybody knows."""
        return self.state is VisitState.OPEN and now < self.expire_time

    def at(self, now: datetime) -> "Visit":
        """As it stands now: a party of which nobody came back in time has left."""
        if self.state is VisitState.OPEN and now >= self.expire_time:
            return self.close(self.expire_time)
        return self

    def guest_of(self, request_id: str) -> Guest | None:
        """The guest that this scan has made before, or None."""
        return next((guest for guest in self.guests if guest.request_id == request_id), None)

    def guest(self, guest_id: str) -> Guest | None:
        """The guest with this id, or None."""
        return next((guest for guest in self.guests if guest.id == guest_id), None)

    def join(self, guest: Guest) -> "Visit":
        """The party with one more phone. Raises VisitClosed when it is full or over."""
        if not self.is_open(guest.join_time) or len(self.guests) >= _MAX_GUESTS:
            raise VisitClosed(self.id)
        return self._changed(guests=(*self.guests, guest), expire_time=guest.join_time + IDLE)

    def extend(self, now: datetime) -> "Visit":
        """Somebody is still there. Raises VisitClosed."""
        if not self.is_open(now):
            raise VisitClosed(self.id)
        if self.expire_time - now > _EXTEND_BELOW:
            return self
        return self._changed(expire_time=now + IDLE)

    def close(self, now: datetime) -> "Visit":
        """The party has left."""
        if self.state is VisitState.CLOSED:
            return self
        return self._changed(state=VisitState.CLOSED, close_time=now)

    def _changed(self, **changes: Any) -> "Visit":
        return replace(self, version=self.version + 1, **changes)


def opened(
    visit_id: str,
    restaurant_id: str,
    table: tuple[str, str],
    guests: tuple[Guest, ...],
    now: datetime,
) -> Visit:
    """A new visit at the table given by its id and name."""
    return Visit(
        id=visit_id,
        restaurant_id=restaurant_id,
        table_id=table[0],
        table_name=table[1],
        state=VisitState.OPEN,
        guests=guests,
        open_time=now,
        expire_time=now + IDLE,
    )
