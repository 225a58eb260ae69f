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


class Gathering:
    """Knows how fast they have come of late."""

    def __init__(self, *, per_second: int, pause_seconds: float, longest_seconds: float) -> None:
        """Many are `per_second` and more: then others are waited for so long.

        Where twice as many come, twice as long, up to the longest.
        """
        self._within = _MANY / per_second
        self._pause = pause_seconds
        self._longest = longest_seconds
        self._times: deque[float] = deque(maxlen=_MANY)

    def came(self, count: int) -> None:
        """So many more."""
        self._times.extend([monotonic()] * min(count, _MANY))

    @property
    def many(self) -> bool:
        """Whether they come fast."""
        return self._lasted() < self._within

    async def pause(self) -> None:
        """A moment for others to come, if many do."""
        lasted = self._lasted()
        if lasted < self._within:
            fast = self._within / lasted if lasted else math.inf
            await asyncio.sleep(min(self._pause * fast, self._longest))

    def _lasted(self) -> float:
        """How long it took the last of them to come, in seconds."""
        return monotonic() - self._times[0] if len(self._times) == _MANY else math.inf
