"""Twenty thousand guests look at their orders, and nothing happens.

They belong to 5,000 parties of one house, each with a token of their own, over 20 connections.
What they cost is the resident memory that the server has grown by, beats and caches included.
Meanwhile somebody reads a menu of 80 dishes, as before they came.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bench import floor
from bench.load import Generator, Load, calls_in, grpc_over_h2load
from bench.menu import long_menu
from bench.processes import Usage, usage
from bench.result import Aim, Measured, Row, median
from bench.site import Site
from bench.watchers import Watchers
from server.storage.client import Database

_PARTY = 4
_CONNECTIONS = 20
_READERS = 4
_TURNS, _SECONDS = 5, 3.0
_SETTLE_SECONDS = 20
_MOST_KB, _MOST_SLOWER = 40.0, 2.0
_GET_MENU = "/here2order.catalog.v1.MenuService/GetMenu"
_PROFILE = "idle"


async def measure(place: Site, database: Database, watchers: int) -> Measured:
    """With a server that was started for it."""
    await place.stop_server()
    await place.start_server()
    house = await floor.fill(place, database, visits=watchers // _PARTY)
    await house.house.publish(long_menu())
    wishes = list(house.guests(_PARTY))
    reading = _reading(place, wishes[0].headers["authorization"].removeprefix("Bearer "))
    async with Watchers(place.target, wishes[:100], 1):
        calls = await calls_in(reading, _SECONDS)  # warms up
    alone, empty = await _read(reading, calls), usage(place.server.pid)
    async with Watchers(place.target, wishes, _CONNECTIONS) as looking:
        await asyncio.sleep(_SETTLE_SECONDS)  # longer than a beat: each has had one
        full, among = usage(place.server.pid), await _read(reading, calls)
        beats = usage(place.server.pid)
        await asyncio.sleep(_SETTLE_SECONDS)
        idling = usage(place.server.pid).cpu_seconds - beats.cpu_seconds
        await looking.heard()
    rows = [_row("nobody watches", alone, empty), _row(f"{watchers:,} watch", among, full)]
    kilobytes = (full.memory_mb - empty.memory_mb) * 1024 / watchers
    slower = (rows[1].p99_ms or 0) / (rows[0].p99_ms or 1)
    print(f"idle watchers take {idling / _SETTLE_SECONDS:.1%} of a core, {kilobytes:.1f} kB each")
    return Measured(
        rows,
        [
            Aim("kB a watcher who waits", kilobytes, _MOST_KB),
            Aim("p99 of GetMenu among watchers / alone", slower, _MOST_SLOWER),
        ],
    )


def _reading(place: Site, token: str) -> Generator:
    return grpc_over_h2load(place.target, _GET_MENU, b"", token, callers=_READERS)


async def _read(reading: Generator, calls: int) -> Sequence[Load]:
    return [await reading.run(calls) for _ in range(_TURNS)]


def _row(contestant: str, loads: Sequence[Load], used: Usage) -> Row:
    return median(
        [
            Row(
                part="streams",
                profile=_PROFILE,
                contestant=contestant,
                requests_per_second=load.requests_per_second,
                p50_ms=load.p50_ms,
                p99_ms=load.p99_ms,
                memory_mb=used.memory_mb,
            )
            for load in loads
        ]
    )
