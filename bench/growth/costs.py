"""What one of everything costs, as it was measured; the newest run counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tools import BUILD

_BENCH = Path(__file__).parent.parent
_RUNS = (
    _BENCH / "baseline.json",
    BUILD / "bench" / "result.json",
    BUILD / "bench" / "growth.json",
)


@dataclass(frozen=True, slots=True)
class Cost:
    """One figure, and where it comes from."""

    name: str
    value: float
    unit: str
    #: Part, profile, contestant or any, and the figure.
    row: tuple[str, str, str, str] | None

    def measured(self, rows: list[dict[str, Any]]) -> Cost:
        """The same, if a run has it; else what was measured when this was written."""
        if self.row is None:
            return self
        part, profile, contestant, figure = self.row
        for row in reversed(rows):
            known = (row["part"], row["profile"]) == (part, profile)
            if known and contestant in ("", row["contestant"]) and row.get(figure):
                return Cost(self.name, row[figure], self.unit, self.row)
        return self


_COSTS = (
    Cost("menu", 400, "µs", ("unary", "GetMenu", "ours", "cpu_us")),
    Cost("order", 800, "µs", ("unary", "PlaceOrder", "ours", "cpu_us")),
    Cost("write", 190, "µs of mongod", ("unary", "PlaceOrder", "ours", "mongod_cpu_us")),
    Cost("delivery", 30, "µs", ("streams", "evening", "ours", "cpu_us")),
    Cost("feed", 95, "µs", ("growth", "an order at another server", "", "cpu_us")),
    Cost("watcher", 30, "kB", None),
    Cost("on disk", 0.7, "kB", None),
)


def costs() -> dict[str, Cost]:
    """By name."""
    rows = list(_rows())
    return {one.name: one.measured(rows) for one in _COSTS}


def _rows() -> Iterator[dict[str, Any]]:
    runs = [file for file in _RUNS if file.exists()]
    for file in sorted(runs, key=lambda file: file.stat().st_mtime):
        yield from json.loads(file.read_text())["rows"]
