"""Letting things gather while many come: changes that are read, orders that are written.

To ask the database once more costs as much as a dozen of them do. Where few come, none waits for
another.
"""

import asyncio
import math
from collections import deque
from time import monotonic

#: The last so many tell how fast they come.
_MANY = 32


class Pace:
    """Knows how fast they have come of late."""

    def __init__(self, fast: int) -> None:
        """So many a second and more are fast."""
        self._within = _MANY / fast
        self._times: deque[float] = deque(maxlen=_MANY)

    def came(self, count: int) -> None:
        """So many more."""
        self._times.extend([monotonic()] * min(count, _MANY))

    @property
    def is_fast(self) -> bool:
        """Whether they come fast."""
        return self.times_fast >= 1

    @property
    def times_fast(self) -> float:
        """How many times as fast as that they come."""
        if len(self._times) < _MANY:
            return 0.0
        lasted = monotonic() - self._times[0]
        return self._within / lasted if lasted else math.inf


class Gathering:
    """A pause after what has come, where much comes."""

    def __init__(self, *, per_second: int, pause_seconds: float, longest_seconds: float) -> None:
        """Much are `per_second` and more: then others are waited for so long.

        Where twice as many come, twice as long, up to the longest.
        """
        self._pace = Pace(per_second)
        self._pause = pause_seconds
        self._longest = longest_seconds

    def came(self, count: int) -> None:
        """So many more."""
        self._pace.came(count)

    async def pause(self) -> None:
        """A moment for others to come, if many do."""
        fast = self._pace.times_fast
        if fast >= 1:
            await asyncio.sleep(min(self._pause * fast, self._longest))
