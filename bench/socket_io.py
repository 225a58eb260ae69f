"""The burst profile of bench/streams.py on Socket.io: a change that 1,000 of the staff get.

It keeps nothing for those who come back. Its one process takes the commands, too, so a delivery's
share of them is in its CPU (bench/peers/watching.py); 1,000 deliveries share one command.
"""

from __future__ import annotations

from bench.peers import express
from bench.peers.watching import move_orders, watching
from bench.processes import usage
from bench.result import Row, median

CONTESTANT = "Socket.io"


async def burst(mongo_uri: str, per_second: int, seconds: float, turns: int) -> Row:
    """The median of so many turns."""
    rows: list[Row] = []
    count = int(per_second * seconds)
    async with express(mongo_uri) as peer, watching(peer, 1000) as watchers:
        for turn in range(turns + 1):
            before = usage(peer.pid)
            told = await move_orders(peer, changes=count, per_second=per_second)
            heard = await watchers.heard(told * 1000)
            after = usage(peer.pid)
            row = Row(
                part="streams",
                profile="burst",
                contestant=CONTESTANT,
                requests_per_second=heard.deliveries / seconds,
                offered=True,
                cpu_us=after.cpu_us_since(before, heard.deliveries),
                p50_ms=heard.p50_ms,
                p99_ms=heard.p99_ms,
                memory_mb=after.memory_mb,
            )
            rows += [row] if turn else []  # the first warms up
    return median(rows)
