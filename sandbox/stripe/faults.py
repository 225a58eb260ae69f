"""Faults on demand, per route: with a count, or a probability and a seed.

- `timeout_before`, `timeout_after`: nothing comes back; the call had no effect, or had it.
- `reset_before`, `reset_after`: the connection breaks; without effect, or with it.
- `slow`: the call is worked on only after `seconds`; its idempotency key is in use meanwhile.
- `conflict` (409), `rate_limited` (429), `balance_insufficient` (400), `error_500`, `error_503`:
  answered so, without effect.
- `error_500_after`: the effect is there, the answer is 500, and so is that of the same key.
- `lost_key`: what came before under the same idempotency key is forgotten.
"""

import fnmatch
import random
from dataclasses import dataclass, field
from typing import Any

from sandbox.stripe.ids import new_id

KINDS = (
    "timeout_before",
    "timeout_after",
    "reset_before",
    "reset_after",
    "slow",
    "conflict",
    "rate_limited",
    "balance_insufficient",
    "error_500",
    "error_500_after",
    "error_503",
    "lost_key",
)


@dataclass(slots=True)
class Fault:
    """One fault: `route` is a pattern over `POST /v1/refunds`; `count` None: no end."""

    kind: str
    route: str = "POST /v1/*"
    count: int | None = 1
    probability: float = 1.0
    seed: int = 0
    seconds: float = 60.0
    id: str = field(default_factory=lambda: new_id("flt"))
    hits: int = 0
    _dice: random.Random = field(default_factory=random.Random, repr=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        self._dice.seed(self.seed)

    def strikes(self, route: str) -> bool:
        """Whether this call meets it; counts it if so."""
        if self.count == 0 or not fnmatch.fnmatchcase(route, self.route):
            return False
        if self._dice.random() >= self.probability:
            return False
        self.hits += 1
        self.count = None if self.count is None else self.count - 1
        return True

    def shown(self) -> dict[str, Any]:
        """As the steering API tells it."""
        return {name: getattr(self, name) for name in _SHOWN}


_SHOWN = ("id", "kind", "route", "count", "probability", "seed", "seconds", "hits")


class Faults:
    """The faults that are set; the first that strikes counts."""

    def __init__(self) -> None:
        self.all: list[Fault] = []

    def meet(self, method: str, path: str) -> Fault | None:
        """The fault that this call meets, if any."""
        route = f"{method} {path}"
        return next((fault for fault in self.all if fault.strikes(route)), None)
