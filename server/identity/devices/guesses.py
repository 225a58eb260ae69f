"""How many wrong codes may be tried.

A pairing code is short enough to be typed, and so it could be found by trying, were it not for
this: at most 30 wrong ones at once and ten a minute from one address, and 100 at once and ten a
second from all. At that pace a code, which lives ten minutes,
is found once in twenty million times.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from server.clock import Clock
from server.errors import DomainError, Reason

_MOST_ADDRESSES = 10_000


class TooManyGuesses(DomainError):
    """Too many wrong codes; whether this one is right is not looked at."""

    reason = Reason.TOO_MANY_CALLS

    def __init__(self, limit: int) -> None:
        """`limit` wrong codes may be tried at once."""
        super().__init__("too many wrong codes; wait a minute", metadata={"limit": str(limit)})


@dataclass(slots=True)
class Allowance:
    """What may be spent: so much at once, and so much a second."""

    most: int
    per_second: float
    left: float
    since: datetime

    def refill(self, now: datetime) -> None:
        """Adds what has come in since the last time."""
        seconds = max(0.0, (now - self.since).total_seconds())
        self.left = min(float(self.most), self.left + seconds * self.per_second)
        self.since = now

    def require_some(self) -> None:
        """Raises TooManyGuesses if nothing is left."""
        if self.left < 1:
            raise TooManyGuesses(self.most)


class Guesses:
    """Counts the wrong codes of this process."""

    def __init__(self, clock: Clock) -> None:
        """The allowances start full."""
        self._clock = clock
        self._of_all = self._full(100, 10.0)
        self._of_address: OrderedDict[str, Allowance] = OrderedDict()

    def spend(self, address: str) -> None:
        """Before a code is looked at: else many could be tried at the same time.

        Raises TooManyGuesses.
        """
        now, allowances = self._clock.now(), (self._of(address), self._of_all)
        for allowance in allowances:
            allowance.refill(now)
            allowance.require_some()
        for allowance in allowances:
            allowance.left -= 1

    def refund(self, address: str) -> None:
        """It was right after all."""
        for allowance in (self._of(address), self._of_all):
            allowance.left += 1

    def _of(self, address: str) -> Allowance:
        allowance = self._of_address.pop(address, None) or self._full(30, 10 / 60)
        self._of_address[address] = allowance
        if len(self._of_address) > _MOST_ADDRESSES:
            self._of_address.popitem(last=False)
        return allowance

    def _full(self, most: int, per_second: float) -> Allowance:
        return Allowance(most, per_second, float(most), self._clock.now())
