"""The time, as something that can be handed in."""

import time
from datetime import UTC, datetime
from typing import Protocol

EPOCH = datetime.fromtimestamp(0, UTC)


class Clock(Protocol):
    """Tells the time. The only thing that tests put in the place of a real one."""

    def now(self) -> datetime:
        """Now, in UTC, cut to milliseconds: what MongoDB keeps."""
        ...


class SystemClock:
    """The machine's clock."""

    def __init__(self) -> None:
        """Runs already."""
        self._told = (0, EPOCH)

    def now(self) -> datetime:
        """Now, in UTC, cut to milliseconds."""
        # Asked many times a call, within the same millisecond: a datetime takes as long as all the
        # rest of it.
        milliseconds = time.time_ns() // 1_000_000
        told, now = self._told
        if told != milliseconds:
            now = datetime.fromtimestamp(milliseconds / 1000, UTC)
            self._told = (milliseconds, now)
        return now


def to_millis(moment: datetime) -> datetime:
    """Cut to milliseconds, so that what is stored equals what was told."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
