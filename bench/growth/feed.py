"""What an order costs every other server of the same database, which reads each change of it.

That is the one cost that grows with the number of servers times the number of orders.
"""

from __future__ import annotations

from contextlib import AsyncExitStack

from bench.growth.evening import evening
from bench.growth.ground import Ground
from bench.growth.town import open_town, seat_guests
from bench.processes import usage
from bench.result import Row, median

_NAME = "beside"
_PARTIES = 200
_ORDERS, _TURNS = 2_000, 3


async def measure(ground: Ground) -> Row:
    """Another server's CPU for each order that is placed at one."""
    async with ground.database(_NAME) as database:
        town = await open_town(database, 1)
        seats = await seat_guests(database, ground.tokens, town, _PARTIES)
    async with AsyncExitStack() as stack:
        guests = await stack.enter_async_context(evening(ground, _NAME, seats))
        other, _ = await stack.enter_async_context(ground.server(_NAME))
        await guests.turn_of(_ORDERS)
        turns = []
        for _ in range(_TURNS):
            before = usage(other.pid)
            await guests.turn_of(_ORDERS)
            after = usage(other.pid)
            turns.append(_row(after.cpu_us_since(before, _ORDERS), after.memory_mb))
        return median(turns)


def _row(cpu_us: float, memory_mb: float) -> Row:
    return Row(
        part="growth",
        profile="an order at another server",
        contestant="what it costs this one",
        cpu_us=cpu_us,
        memory_mb=memory_mb,
    )
