"""A command: read one document, let the domain decide, write it if nobody was faster."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from server.errors import VersionMismatch

#: How often somebody else may be faster before we give up.
ATTEMPTS = 16
#: Between two attempts, in seconds: at random up to something that doubles each time.
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.002, 0.25


class Versioned(Protocol):
    """An aggregate that counts its changes."""

    @property
    def version(self) -> int:
        """Rises by one with every change."""
        ...


Aggregate = TypeVar("Aggregate", bound=Versioned)


async def change(
    load: Callable[[], Awaitable[Aggregate]],
    decide: Callable[[Aggregate], Aggregate],
    replace: Callable[[Aggregate, int], Awaitable[bool]],
    expected_version: int,
    known: Aggregate | None = None,
) -> Aggregate:
    """Applies `decide` to the aggregate and returns what is stored then.

    `decide` returns the aggregate itself if there is nothing to change, and otherwise one whose
    version is one higher. `replace` writes it if the stored version is still the given one, and
    tells whether it did. With an `expected_version` other than 0, raises VersionMismatch as soon as
    the stored one is another; with 0 it tries again on whatever is there then. `known` is what the
    caller has read just now: it is decided on before anything is read again.
    """
    current = await load() if known is None else known
    for attempt in range(ATTEMPTS):
        if expected_version and current.version != expected_version:
            raise VersionMismatch(expected_version, current.version)
        changed = decide(current)
        if changed is current or await replace(changed, current.version):
            return changed
        await step_aside(attempt)
        current = await load()
    raise VersionMismatch(expected_version, current.version)


async def step_aside(attempt: int) -> None:
    """Waits a little before the next attempt, counted from 0; the longer, the more there were."""
    # Of many who try again in step, one gets on each time. So they try again out of step.
    if attempt:
        longest = min(_SHORTEST_PAUSE * 2**attempt, _LONGEST_PAUSE)
        await asyncio.sleep(random.uniform(0, longest))  # noqa: S311 - no secret
