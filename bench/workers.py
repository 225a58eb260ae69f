"""Two workers beside one: what a second core is worth to a server whose processes share nothing.

One worker has a core with everything that it needs: its load generator and mongod run there too.
Two workers have two, and generators and mongod on both. So nobody has the quieter place: what
shares a core with a worker takes its caches, and costs it a tenth. Capacity is what so many workers
would answer on as many cores that were theirs alone: workers / CPU seconds that all of them spend
on a call; the generators' and mongod's time is on their own account. The plain rates stand beside
it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from bench.cores import confined, together
from bench.load import Generator, Ghz, LoadFailedError, calls_in, grpc_over_h2load
from bench.processes import usage
from bench.result import Aim, Measured, Row, median
from bench.site import Site, site
from bench.turns import FULL, QUICK, Pace, ratio
from bench.unary import GET_MENU, PLACE_ORDER, an_order

PART = "workers"
ONE, TWO = "ours, one worker", "ours, two workers"
LEAST_GAIN = 1.7
#: At each worker: one alone has as many as each of two.
_CALLERS = 32
#: As in bench/unary.py.
_GUESTS = 1
_RPCS = {"GetMenu": GET_MENU, "PlaceOrder": PLACE_ORDER}


async def measure(*, quick: bool = False) -> Measured:
    """Both calls, by one worker and by two, in turns."""
    pace = QUICK if quick else FULL
    async with site(visits=_GUESTS, workers=2) as place:
        seen = [await _race(place, profile, pace) for profile in _RPCS]
    rows = [median(turns) for one_and_two in seen for turns in one_and_two]
    return Measured(rows, [aim for one, two in seen for aim in _aims(one, two)])


async def _race(place: Site, profile: str, pace: Pace) -> tuple[list[Row], list[Row]]:
    pids = _workers(place)
    sides = [_Side(profile, place, index, pid) for index, pid in enumerate(pids)]
    calls = await calls_in(sides[0].load(), pace.seconds)
    await sides[1].load().run(calls // 4)  # this one must be warm as well
    one, two = list[Row](), list[Row]()
    for _ in range(pace.turns):
        with confined(_cores(place, pids, busy=1)):
            one.append(await _turn(sides[:1], calls, ONE))
        with confined(_cores(place, pids, busy=2)):
            two.append(await _turn(sides, calls, TWO))
    return one, two


def _cores(place: Site, pids: Sequence[int], *, busy: int) -> Mapping[int, Set[int]]:
    """Each worker on a core, and all else on those of the busy ones.

    Load generators are children of ours. A worker that nobody calls hears of the other's orders, on
    a core where it disturbs nobody.
    """
    cores = sorted(os.sched_getaffinity(0))
    workers = dict(zip(pids, cores, strict=False))
    return together(workers, {place.mongod.pid, os.getpid()}, set(cores[:busy]))


def _workers(place: Site) -> list[int]:
    """Their pids, in the order of their ports: the order in which they were started."""
    path = Path(f"/proc/{place.server.pid}/task/{place.server.pid}/children")
    return sorted(map(int, path.read_text().split()))


@dataclass(frozen=True, slots=True)
class _Side:
    """One worker and those who call it."""

    profile: str
    place: Site
    index: int
    pid: int

    def load(self) -> Generator:
        target = f"127.0.0.1:{self.place.ports.api[self.index]}"
        tokens = [seat.token for seat in self.place.seats[:_GUESTS]]
        if self.profile == "GetMenu":
            return grpc_over_h2load(target, GET_MENU, b"", tokens[0], callers=_CALLERS)
        return Ghz(target, PLACE_ORDER, an_order, tokens, callers=_CALLERS)

    async def answered(self) -> float:
        """How many calls it has answered well until now, as it counts itself."""
        return (await self.place.calls(_RPCS[self.profile], worker=self.index)).get("OK", 0)

    async def run(self, calls: int) -> Row:
        """So many calls of this worker. Raises LoadFailedError if one is not answered well."""
        well, before = await self.answered(), usage(self.pid)
        load = await self.load().run(calls)
        after = usage(self.pid)
        if await self.answered() - well != load.calls:
            raise LoadFailedError(f"{self.profile}: worker {self.index} refused some calls")
        return Row(
            part=PART,
            profile=self.profile,
            contestant=ONE,
            requests_per_second=load.requests_per_second,
            cpu_us=after.cpu_us_since(before, load.calls),
            p50_ms=load.p50_ms,
            p99_ms=load.p99_ms,
            memory_mb=after.memory_mb,
        )


async def _turn(sides: Sequence[_Side], calls: int, name: str) -> Row:
    """All of them at once, each with so many calls: the rates in sum, the rest in the mean."""
    store = sides[0].place.mongod.pid
    before = usage(store)
    rows = await asyncio.gather(*(side.run(calls) for side in sides))
    after = usage(store)

    def total(figure: str) -> float:
        parts: list[float] = [getattr(row, figure) for row in rows]
        return sum(parts)

    return replace(
        rows[0],
        contestant=name,
        requests_per_second=total("requests_per_second"),
        cpu_us=total("cpu_us") / len(rows),
        mongod_cpu_us=after.cpu_us_since(before, calls * len(rows)),
        p50_ms=total("p50_ms") / len(rows),
        p99_ms=max(row.p99_ms or 0 for row in rows),
        memory_mb=total("memory_mb"),
    )


def _aims(one: Sequence[Row], two: Sequence[Row]) -> Iterator[Aim]:
    name = one[0].profile
    gain = 2 * ratio(one, two, "cpu_us")
    yield Aim(f"{name}: capacity, two workers / one", gain, LEAST_GAIN, at_most=False)
    beside = ratio(two, one, "requests_per_second")
    yield Aim(f"{name}: rate, generator and mongod included, two workers / one", beside)
