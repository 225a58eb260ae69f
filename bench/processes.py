"""What a process has used, from its own accounting: a noisy machine does not blur that."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")
# In /proc/<pid>/stat, counted from behind the name, which may have spaces in it.
_UTIME, _STIME = 11, 12


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU since the process began, and the memory that it holds now."""

    cpu_seconds: float
    memory_mb: float

    def cpu_us_since(self, before: Usage, calls: int) -> float:
        """Microseconds of CPU that each of so many calls has cost."""
        return (self.cpu_seconds - before.cpu_seconds) * 1e6 / calls


def usage(*pids: int, children: bool = True) -> Usage:
    """Of all these together, and of everything that they started and that still runs."""
    everyone = dict.fromkeys(one for pid in pids for one in _family(pid, children))
    return Usage(sum(map(_cpu_seconds, everyone)), sum(map(_memory_mb, everyone)))


def _family(pid: int, children: bool) -> Iterator[int]:
    yield pid
    if children:
        for listed in (_PROC / str(pid) / "task").glob("*/children"):
            with contextlib.suppress(FileNotFoundError):  # a thread that has ended by now
                for child in listed.read_text().split():
                    yield from _family(int(child), children)


def _cpu_seconds(pid: int) -> float:
    fields = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[_UTIME]) + int(fields[_STIME])) / _TICKS


def _memory_mb(pid: int) -> float:
    for line in (_PROC / str(pid) / "status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
