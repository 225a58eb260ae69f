"""Letting changes gather while many come.

To ask the database once more costs as much as six changes do, and every process asks for the
changes of all. Where few come, none waits for another.
"""

import asyncio
from collections import deque
from time import monotonic

#: Many: four hundred a second and more.
_MANY, _WITHIN_SECONDS = 32, 0.08
_PAUSE_SECONDS = 0.01


class Gathering:
    """Knows how fast changes have come of late."""

    def __init__(self) -> None:
        """None has come yet."""
        self._times: deque[float] = deque(maxlen=_MANY)

    def came(self, count: int) -> None:
        """So many more."""
        self._times.extend([monotonic()] * min(count, _MANY))

    async def pause(self) -> None:
        """A moment for others to come, if many do."""
        if len(self._times) == _MANY and monotonic() - self._times[0] < _WITHIN_SECONDS:
            await asyncio.sleep(_PAUSE_SECONDS)
