"""Two who are measured by turns, so that neither has the quieter machine."""

from __future__ import annotations

import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.result import Aim, Row, median

#: What is 10 % dearer has grown.
FLAT = 1.1
Turn = Callable[[], Awaitable[Row]]


@dataclass(frozen=True, slots=True)
class Compared:
    """The medians of both, and how much more the second costs: a median of ratios."""

    first: Row
    second: Row
    #: CPU of the server and of mongod together.
    ratio: float
    server_ratio: float
    mongod_ratio: float

    def aims(self, *, held: bool = True) -> Sequence[Aim]:
        """That the second costs no more, to within a tenth; and whose part of it that is.

        With `held` off it is only reported.
        """
        name = f"growth: CPU, {self.second.contestant} / {self.first.contestant}"
        return (
            Aim(name, self.ratio, FLAT if held else None),
            Aim(f"{name}, the server's", self.server_ratio, None),
            Aim(f"{name}, mongod's", self.mongod_ratio, None),
        )

    @property
    def rows(self) -> Sequence[Row]:
        """Both."""
        return self.first, self.second


async def compare(first: Turn, second: Turn, turns: int) -> Compared:
    """Each begins every other time."""
    pairs = []
    for number in range(turns):
        if number % 2:
            later = await second()
            pairs.append((await first(), later))
        else:
            pairs.append((await first(), await second()))
    return Compared(
        median([one for one, _ in pairs]),
        median([other for _, other in pairs]),
        _ratio(pairs, lambda row: (row.cpu_us or 0) + (row.mongod_cpu_us or 0)),
        _ratio(pairs, lambda row: row.cpu_us or 0),
        _ratio(pairs, lambda row: row.mongod_cpu_us or 0),
    )


def _ratio(pairs: Sequence[tuple[Row, Row]], cost: Callable[[Row], float]) -> float:
    return statistics.median(cost(other) / cost(one) for one, other in pairs)
