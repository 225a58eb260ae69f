"""Letting changes gather while many come.

To ask the database once more costs as much as a dozen of them do. Where few come, none waits for
another.
"""

import asyncio

from server.pace import Pace


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
