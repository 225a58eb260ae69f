"""From the start of a server process to its first answered call, and what is imported for it.

The database is there with its indexes, as at every start but the first. CPU is what the process
itself has used until then: a busy machine stretches the time, and that hardly.
"""

from __future__ import annotations

import compileall
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import grpc

from bench.processes import usage
from bench.result import Aim, Measured, Row, median
from bench.site import Site, site
from bench.unary import GET_MENU
from deploy.local.probes import tcp
from deploy.local.process import Process
from deploy.toolchain.paths import ROOT
from tests.support.api import bearer

PART = "start"
OURS = "ours"
MOST_SECONDS = 1.5
_TURNS, _QUICK_TURNS = 9, 5
_HEALTH = "/grpc.health.v1.Health/Check"
_SHOWN = 12
#: Calls the server there.
First = Callable[[str], Awaitable[None]]

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +([\w.]+)")


async def measure(*, quick: bool = False) -> Measured:
    """Each turn is a process of its own; what it answers first is a health check, or a menu."""
    # As in the image, and as after the first start where Python keeps what it has compiled.
    compileall.compile_dir(ROOT / "server", quiet=1)
    turns = _QUICK_TURNS if quick else _TURNS
    async with site(visits=1) as place:
        await place.stop_server()
        token = place.seats[0].token
        health = [await _turn(place, "health check", _call(_HEALTH)) for _ in range(turns)]
        menu = [await _turn(place, "GetMenu", _call(GET_MENU, token)) for _ in range(turns)]
    rows = [median(health), median(menu)]
    print(_imports())
    return Measured(rows, [_aim(row) for row in rows])


def _call(rpc: str, token: str = "") -> First:
    async def first(target: str) -> None:
        async with grpc.aio.insecure_channel(target) as channel:
            # Both requests say nothing, which is an empty message.
            call: Any = channel.unary_unary(rpc)
            await call(b"", metadata=bearer(token) if token else None)

    return first


async def _turn(place: Site, name: str, first: First) -> Row:
    began = time.monotonic()
    command = [sys.executable, "-m", "server"]
    log = place.folder / "starting.log"
    process = Process.start("server", command, log=log, env=place.environment)
    try:
        await process.ready(tcp(place.ports.api[0]))
        await first(place.target)
        took, used = time.monotonic() - began, usage(process.pid)
    finally:
        await process.stop()
    return Row(
        part=PART,
        profile=f"start to first {name}",
        contestant=OURS,
        cpu_us=used.cpu_seconds * 1e6,
        p50_ms=took * 1e3,
        memory_mb=used.memory_mb,
    )


def _aim(row: Row) -> Aim:
    return Aim(f"{row.profile}, seconds", (row.p50_ms or 0) / 1e3, MOST_SECONDS)


def _imports() -> str:
    """Which packages take longest to import, each without those that it imports itself."""
    command = [sys.executable, "-X", "importtime", "-c", "import server.serving"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    spent: Counter[str] = Counter()
    for line in told.stderr.splitlines():
        if found := _LINE.match(line):
            spent[found[2].partition(".")[0]] += int(found[1])
    lines = [f"  {micros / 1e3:6.0f} ms  {name}" for name, micros in spent.most_common(_SHOWN)]
    return "\n".join([f"imports: {spent.total() / 1e3:.0f} ms, of them", *lines])
