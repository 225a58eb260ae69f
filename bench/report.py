"""What is told of a run: a table, the ratios, and what got slower since the baseline."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.result import Aim, Row

#: Less than this is the machine's mood.
_NOTICED = 1.15
_LIMIT, _OURS = "bare", "ours"
#: Figure, and whether more of it is worse.
_COMPARED = (("cpu_us", True), ("requests_per_second", False), ("memory_mb", True))
_COLUMNS = (
    ("requests_per_second", "req/s", 0),
    ("cpu_us", "CPU µs", 0),
    ("mongod_cpu_us", "mongod µs", 0),
    ("proxy_cpu_us", "Envoy µs", 0),
    ("p50_ms", "p50 ms", 1),
    ("p99_ms", "p99 ms", 1),
    ("memory_mb", "MB", 0),
)

Baseline = Mapping[str, Row]


def table(rows: Sequence[Row]) -> str:
    """A line a contestant, under the name of what they did."""
    names = (name for row in rows for name in (row.contestant, row.profile))
    width = max(map(len, names), default=0)
    lines, profile = [], ""
    for row in rows:
        if row.profile != profile:
            profile = row.profile
            titles = "".join(f"{title:>11}" for _, title, _ in _COLUMNS)
            lines += ["", f"{profile:<{width}}{titles}"]
        cells = "".join(_cell(getattr(row, name), digits) for name, _, digits in _COLUMNS)
        lines.append(f"{row.contestant:<{width}}{cells}")
    return "\n".join(lines)


def verdicts(aims: Sequence[Aim]) -> str:
    """A line a ratio: what it is, what it must be, and whether it is that."""
    width = max((len(aim.name) for aim in aims), default=0)
    return "\n".join(_verdict(aim, width) for aim in aims)


def slower(rows: Iterable[Row], baseline: Baseline) -> list[str]:
    """Which of ours got worse by more than 15 %, and by how much, in words.

    The limits are code that never changes: what they cost now and did then tells how fast this
    machine is, and the times of ours are held against that.
    """
    known = [(row, baseline[row.name]) for row in rows if row.name in baseline]
    pace = _pace([pair for pair in known if pair[0].contestant.startswith(_LIMIT)])
    ours = [pair for pair in known if pair[0].contestant.startswith(_OURS)]
    return [
        f"{now.name}: {figure} {worse - 1:.0%} worse"
        for now, then in ours
        for figure, more_is_worse in _COMPARED
        if (worse := _worse(now, then, figure, more_is_worse, pace)) > _NOTICED
    ]


def read(file: Path) -> Baseline:
    """The rows of a run that was kept; none if there is no such file."""
    if not file.exists():
        return {}
    rows = [Row(**row) for row in json.loads(file.read_text())["rows"]]
    return {row.name: row for row in rows}


def write(file: Path, rows: Iterable[Row], aims: Iterable[Aim] = ()) -> None:
    """The run, as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # By these one sees whether two runs can be held against each other.
    machine = {"cores": os.cpu_count(), "python": platform.python_version()}
    run = {
        "machine": machine,
        "rows": [_rounded(row) for row in rows],
        "aims": [_judged(aim) for aim in aims],
    }
    file.write_text(json.dumps(run, indent=1, ensure_ascii=False) + "\n")


def _cell(value: float | None, digits: int) -> str:
    return f"{'–' if value is None else f'{value:,.{digits}f}':>11}"


def _verdict(aim: Aim, width: int) -> str:
    shown = f"{aim.name:<{width}}  {aim.value:8.2f}"
    if aim.bound is None:
        return shown
    how = "at most" if aim.at_most else "at least"
    return f"{shown}   {how:<8} {aim.bound:<6g} {'PASS' if aim.met else 'short'}"


def _pace(limits: Sequence[tuple[Row, Row]]) -> float:
    """How much longer this machine takes than the baseline's did."""
    ratios = [now.cpu_us / then.cpu_us for now, then in limits if now.cpu_us and then.cpu_us]
    return statistics.median(ratios) if ratios else 1.0


def _worse(now: Row, then: Row, figure: str, more_is_worse: bool, pace: float) -> float:
    """1.2 for a fifth worse; 1 for what one of them does not have, or did not decide on."""
    new, old = getattr(now, figure), getattr(then, figure)
    if not new or not old or (figure == "requests_per_second" and now.offered):
        return 1.0
    change = float(new / old)
    if figure == "memory_mb":
        return change
    return change / pace if more_is_worse else 1 / (change * pace)


def _rounded(row: Row) -> dict[str, object]:
    return {
        name: round(value, 2) if isinstance(value, float) else value
        for name, value in asdict(row).items()
        if value is not None and value is not False
    }


def _judged(aim: Aim) -> dict[str, object]:
    return {**asdict(aim), "value": round(aim.value, 3), "met": aim.met}
