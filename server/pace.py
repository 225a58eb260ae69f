"""How fast things come."""

import math
from collections import deque
from time import monotonic

#: The last so many tell.
_MANY = 32


class Pace:
    """Knows how fast they have come of late."""

    def __init__(self, fast: float) -> None:
        """So many a second and more are fast."""
        self._times: deque[float] = deque(maxlen=_MANY)
        self.expect(fast)

    def expect(self, fast: float) -> None:
        """From now on so many are."""
        self._within = _MANY / fast

    def came(self, count: int) -> None:
        """So many more."""
        self._times.extend([monotonic()] * min(count, _MANY))

    def one_more(self) -> bool:
        """One more has come; whether they come fast."""
        times, now = self._times, monotonic()
        times.append(now)
        return len(times) == _MANY and now - times[0] < self._within

    @property
    def times_fast(self) -> float:
        """How many times as fast as that they come."""
        times = self._times
        if len(times) < _MANY:
            return 0.0
        lasted = monotonic() - times[0]
        # Who came together with the first came before that time began, not within it.
        within = _MANY - times.count(times[0])
        return within / _MANY * self._within / lasted if within and lasted else math.inf
