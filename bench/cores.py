"""Who may run on which core: each thread of a process for itself, as Linux has it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def confined(cores: Mapping[int, Set[int]]) -> Iterator[None]:
    """Keeps each process, by its pid, on its cores; afterwards everybody is where they were.

    What a process starts meanwhile is confined with it.
    """
    before = {thread: os.sched_getaffinity(thread) for pid in cores for thread in _threads(pid)}
    try:
        for pid, allowed in cores.items():
            for thread in _threads(pid):
                _move(thread, allowed)
        yield
    finally:
        for pid in cores:
            for thread in _threads(pid):
                _move(thread, before.get(thread, before[pid]))


def together(
    workers: Mapping[int, int], others: Set[int], cores: Set[int]
) -> Mapping[int, Set[int]]:
    """Each worker, by its pid, on its core, and the others on all of these cores."""
    return {**{pid: {core} for pid, core in workers.items()}, **dict.fromkeys(others, cores)}


def _threads(pid: int) -> list[int]:
    return [int(folder.name) for folder in Path(f"/proc/{pid}/task").iterdir()]


def _move(thread: int, cores: Set[int]) -> None:
    with suppress(ProcessLookupError):  # it has ended meanwhile
        os.sched_setaffinity(thread, cores)
