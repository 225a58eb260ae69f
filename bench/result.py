"""What was measured: one row a contestant, the median of its turns."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One contestant in one profile. What cannot be asked of it is None."""

    #: unary, streams, growth, workers, start …
    part: str
    #: GetMenu, PlaceOrder …
    profile: str
    #: ours, ours through Envoy, echo, Express …
    contestant: str
    requests_per_second: float | None = None
    #: The load decided on that rate: it does not tell how fast anybody is.
    offered: bool = False
    #: Of the serving process itself, for each call or delivery.
    cpu_us: float | None = None
    #: What mongod spent meanwhile, for each call.
    mongod_cpu_us: float | None = None
    #: What stands in front of it (Envoy) spent, for each call.
    proxy_cpu_us: float | None = None
    p50_ms: float | None = None
    p99_ms: float | None = None
    #: Resident, at the end of the turn.
    memory_mb: float | None = None
    #: Of how many turns this is the median.
    turns: int = 1

    @property
    def name(self) -> str:
        """By which a baseline finds it again."""
        return f"{self.part}/{self.profile}/{self.contestant}"


@dataclass(frozen=True, slots=True)
class Aim:
    """A ratio: `value` must be at most, or at least, `bound`; without one it is only reported."""

    name: str
    value: float
    bound: float | None = None
    at_most: bool = True

    @property
    def met(self) -> bool:
        """Whether it holds."""
        if self.bound is None:
            return True
        return self.value <= self.bound if self.at_most else self.value >= self.bound


@dataclass(frozen=True, slots=True)
class Measured:
    """What a part gives: its rows, and what must hold between them."""

    rows: Sequence[Row]
    aims: Sequence[Aim] = ()


_FIGURES = tuple(
    field.name
    for field in fields(Row)
    if field.name not in {"part", "profile", "contestant", "offered", "turns"}
)


def median(turns: Sequence[Row]) -> Row:
    """One row of several of the same contestant: each figure by itself."""
    figures: dict[str, Any] = {
        name: _median([getattr(row, name) for row in turns]) for name in _FIGURES
    }
    return replace(turns[0], turns=len(turns), **figures)


def _median(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None
