"""Live streams: what a delivery costs, how soon it comes, and what watchers cost who wait.

Three profiles, each of them against bare grpc.aio behind a bare change stream
(bench/limits/fanout.py) with the same watchers and the same changes. A change is a real one: an
order is accepted, begun, bumped or served, and written as a command writes it. Its latency is
counted from the moment at which the write is acknowledged to the one at which the message's bytes
reach the watcher.

evening   20 houses with 10 parties each. 4 guests of every party follow their orders (WatchOrder),
          5 of the staff all orders (WatchOrders), 5 screens the kitchen (WatchTickets): 1,000
          watchers. 200 changes a second, each of which 14 of them get.
burst     1,000 of the staff of one house (WatchOrders). 5 changes a second, each of which all get.
          Beside it stands Socket.io. Its delays are held against bare's in the same run: they are
          what the machine takes for a thousand messages.
idle      bench/idle.py
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bench import floor, idle, socket_io
from bench.deliveries import Deliveries, follow
from bench.floor import Moves
from bench.processes import usage
from bench.result import Aim, Measured, Row, median
from bench.site import DATABASE, Site, site
from bench.turns import ratio
from bench.watchers import Watchers, Wish
from deploy.local.ports import free_port
from deploy.local.probes import tcp
from deploy.local.process import Process
from server.running import run
from server.storage.client import Database

PART = "streams"
OURS, BARE, ENVOY, WEB = "ours", "bare grpc.aio", "ours through Envoy", "ours, gRPC-Web"
_TURNS = 3
_WARM_UP_SECONDS = 1.0
_CONNECTIONS = 8
_CHANGES_OF_AN_ORDER = 5
#: A second, each to a thousand watchers.
_BURSTS = 5
_MOST_CPU, _MOST_P99_MS, _MOST_SLOWER = 1.5, 50.0, 1.5


@dataclass(frozen=True, slots=True)
class Profile:
    """Who watches, and how often something changes."""

    name: str
    wishes: Sequence[Wish]
    #: How many of them hear of each change.
    each: int
    moves: Moves
    per_second: int
    seconds: float

    async def pass_time(self, watchers: Watchers, seconds: float) -> Deliveries:
        """Lets things change for so long."""
        return await follow(self.moves, watchers, self.per_second, seconds, self.each)


@dataclass(frozen=True, slots=True)
class Contestant:
    """Who serves the watchers."""

    name: str
    target: str
    process: Process
    #: How its watchers ask.
    ask: Callable[[Sequence[Wish]], Sequence[Wish]] = list
    proxy: Process | None = None


async def measure(*, quick: bool = False) -> Measured:
    """All profiles; `quick` has fewer turns and watchers."""
    turns, seconds = (1, 3.0) if quick else (_TURNS, 5.0)
    rows: list[Row] = []
    async with site(visits=1, with_envoy=True) as place, floor.database_of(place) as database:
        async with _limit(place) as (limit, target):
            contestants = _contestants(place, limit, target)
            for make in (_evening, _burst):
                profile = await make(place, database, seconds, turns * len(contestants) + 1)
                rows += await _alternate(profile, contestants, turns)
        rows.append(await socket_io.burst(place.mongo_uri, _BURSTS, seconds, turns))
        idling = await idle.measure(place, database, 2_000 if quick else 20_000)
    return Measured([*rows, *idling.rows], [*_aims(rows), *idling.aims])


def _contestants(place: Site, limit: Process, target: str) -> Sequence[Contestant]:
    server, envoy = place.server, place.envoy
    return (
        Contestant(OURS, place.target, server),
        Contestant(BARE, target, limit, floor.bare),
        Contestant(ENVOY, place.origin, server, proxy=envoy),
        Contestant(WEB, place.origin, server, floor.through_web, envoy),
    )


async def _evening(place: Site, database: Database, seconds: float, turns: int) -> Profile:
    floors = [await floor.fill(place, database, visits=10) for _ in range(20)]
    wishes = [one for it in floors for one in (*it.guests(4), *it.staff(5), *it.screens(5))]
    return await _profile("evening", database, floors, (wishes, 14), 200, seconds, turns)


async def _burst(place: Site, database: Database, seconds: float, turns: int) -> Profile:
    house = await floor.fill(place, database, visits=50)
    return await _profile(
        "burst", database, [house], (list(house.staff(1000)), 1000), _BURSTS, seconds, turns
    )


async def _profile(
    name: str,
    database: Database,
    floors: Sequence[floor.Floor],
    watching: tuple[Sequence[Wish], int],
    per_second: int,
    seconds: float,
    turns: int,
) -> Profile:
    changes = per_second * (_WARM_UP_SECONDS + seconds) * turns
    count = int(changes / _CHANGES_OF_AN_ORDER) + 5
    moves = Moves(database, await floor.serve_orders(database, floors, count))
    return Profile(name, *watching, moves, per_second, seconds)


async def _alternate(profile: Profile, contestants: Sequence[Contestant], turns: int) -> list[Row]:
    measured: dict[str, list[Row]] = {one.name: [] for one in contestants}
    for _ in range(turns):
        for contestant in contestants:
            measured[contestant.name].append(await _turn(profile, contestant))
    return [median(rows) for rows in measured.values()]


async def _turn(profile: Profile, contestant: Contestant) -> Row:
    wishes = contestant.ask(profile.wishes)
    async with Watchers(contestant.target, wishes, _CONNECTIONS) as watchers:
        await profile.pass_time(watchers, _WARM_UP_SECONDS)
        pid, proxy = contestant.process.pid, contestant.proxy
        before, fore = usage(pid), usage(proxy.pid) if proxy else None
        seen = await profile.pass_time(watchers, profile.seconds)
        after = usage(pid)
        return Row(
            part=PART,
            profile=profile.name,
            contestant=contestant.name,
            requests_per_second=seen.count / profile.seconds,
            offered=True,
            cpu_us=after.cpu_us_since(before, seen.count),
            proxy_cpu_us=usage(proxy.pid).cpu_us_since(fore, seen.count)
            if proxy and fore
            else None,
            p50_ms=seen.at(0.5),
            p99_ms=seen.at(0.99),
            memory_mb=after.memory_mb,
        )


@asynccontextmanager
async def _limit(place: Site) -> AsyncIterator[tuple[Process, str]]:
    port = free_port()
    command = [sys.executable, "-m", "bench.limits.fanout", str(port), place.mongo_uri, DATABASE]
    process = Process.start("fanout", command, log=place.folder / "fanout.log")
    try:
        await process.ready(tcp(port))
        yield process, f"127.0.0.1:{port}"
    finally:
        await process.stop()


def _aims(rows: Sequence[Row]) -> list[Aim]:
    found = {(row.profile, row.contestant): row for row in rows}
    evening, calm = found["evening", OURS], found["evening", BARE]
    burst, bare = found["burst", OURS], found["burst", BARE]
    return [
        Aim(f"evening: CPU of a delivery / {BARE}", ratio([evening], [calm], "cpu_us"), _MOST_CPU),
        Aim("evening: p99 ms", evening.p99_ms or 0, _MOST_P99_MS),
        Aim(f"burst: CPU of a delivery / {BARE}", ratio([burst], [bare], "cpu_us"), _MOST_CPU),
        # The last of a thousand waits for all before it: how long that is, the machine says.
        Aim(f"burst: p99 / {BARE}", ratio([burst], [bare], "p99_ms"), _MOST_SLOWER),
        Aim("burst: p99 ms", burst.p99_ms or 0),
    ]


if __name__ == "__main__":
    measured = run(measure(quick="--quick" in sys.argv))
    for row in measured.rows:
        print(row)
    for aim in measured.aims:
        print(aim, aim.met)
