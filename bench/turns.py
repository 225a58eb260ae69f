"""Contestants by turns, so that none of them has the quieter machine."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.load import Generator, LoadFailedError, calls_in
from bench.processes import Usage, usage
from bench.result import Row
from bench.site import Site


@dataclass(frozen=True, slots=True)
class Pace:
    """How long everything is looked at."""

    turns: int = 11
    seconds: float = 2.5


QUICK = Pace(turns=3, seconds=3.0)
FULL = Pace()


@dataclass(frozen=True, slots=True)
class Contestant:
    """One who is measured: the load, the process that serves, and what stands in front of it."""

    name: str
    generator: Generator
    pid: int
    proxy_pid: int | None = None
    #: Where the server counts its calls by outcome: load generators do not see every failure.
    counted_at: Site | None = None
    rpc: str = ""


@dataclass(frozen=True, slots=True)
class Race:
    """Who runs what on which mongod."""

    part: str
    profile: str
    contestants: Sequence[Contestant]
    mongod_pid: int

    async def run(self, pace: Pace) -> Mapping[str, Sequence[Row]]:
        """The turns of each contestant. Raises LoadFailedError if a single call fails."""
        counts = {
            each.name: await calls_in(each.generator, pace.seconds) for each in self.contestants
        }
        rows: dict[str, list[Row]] = {each.name: [] for each in self.contestants}
        for turn in range(pace.turns):
            # Whoever comes after a heavy one finds its rest: not always the same.
            shift = turn % len(self.contestants)
            for each in (*self.contestants[shift:], *self.contestants[:shift]):
                rows[each.name].append(await self.turn(each, counts[each.name]))
        return rows

    async def turn(self, one: Contestant, calls: int) -> Row:
        """One turn of one contestant."""
        answered, before = await _answered(one), self._spent(one)
        load = await one.generator.run(calls)
        after = self._spent(one)
        well = load.calls if answered is None else (await _answered(one) or 0) - answered
        if well != load.calls:
            raise LoadFailedError(
                f"{one.name}: {well:.0f} of {load.calls} calls were answered well"
            )
        cpu = {who: after[who].cpu_us_since(before[who], load.calls) for who in after}
        return Row(
            part=self.part,
            profile=self.profile,
            contestant=one.name,
            requests_per_second=load.requests_per_second,
            cpu_us=cpu["server"],
            mongod_cpu_us=cpu["mongod"],
            proxy_cpu_us=cpu.get("proxy"),
            p50_ms=load.p50_ms,
            p99_ms=load.p99_ms,
            memory_mb=after["server"].memory_mb,
        )

    def _spent(self, one: Contestant) -> Mapping[str, Usage]:
        pids = {"server": one.pid, "mongod": self.mongod_pid, "proxy": one.proxy_pid}
        return {who: usage(pid) for who, pid in pids.items() if pid is not None}


async def _answered(one: Contestant) -> float | None:
    """How many calls it has answered well until now; None if it does not count."""
    if one.counted_at is None:
        return None
    return (await one.counted_at.calls(one.rpc)).get("OK", 0)


def ratio(of: Sequence[Row], to: Sequence[Row], figure: str) -> float:
    """The median of what the one has for each that the other has, turn by turn."""
    pairs = zip(of, to, strict=True)
    ratios: list[float] = [getattr(one, figure) / getattr(other, figure) for one, other in pairs]
    return statistics.median(ratios)
