"""Letting changes gather while many come.

To ask the database once more costs as much as a dozen of them do. Where few come, none waits for
another.
"""

import asyncio
from time import monotonic

from server.pace import Pace


class Gathering:
    """The time between one question for what has come and the next, where much comes."""

    def __init__(self, *, per_second: int, every_seconds: float, longest_seconds: float) -> None:
        """Where `per_second` come, it is asked so often; where twice as many come, half as often.

        Never less often than `longest_seconds`, and where fewer come, at once.
        """
        self._pace = Pace(per_second)
        self._every = every_seconds
        self._longest = longest_seconds
        self._asked = monotonic()

    def came(self, count: int) -> None:
        """So many more."""
        self._pace.came(count)

    async def turn(self) -> None:
        """Returns when it is time to ask again."""
        fast = self._pace.times_fast
        if fast >= 1:
            # Since the last question, not since its answer: where handing out takes long, others
            # have had the time to come.
            due = self._asked + min(self._every * fast, self._longest)
            await asyncio.sleep(max(0.0, due - monotonic()))
        self._asked = monotonic()
