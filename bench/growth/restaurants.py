"""What an order costs when one restaurant is open, and when it is one of a hundred thousand.

What a server needs to price an order (the restaurant, its menu, the visit) it keeps in memory. So
what counts is how many restaurants one process serves at a time: those of a city, for a hundred
thousand are fifty cities; see docs/growth.md. What it costs to serve more is reported.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bench.growth.evening import Evening, evening
from bench.growth.ground import Ground
from bench.growth.town import open_town, seat_guests
from bench.growth.turns import Compared, compare
from bench.result import Row

A_CITY = 2_000
#: How many restaurants there are, and how many of them have guests at this server.
LEVELS = ((1_000, 1_000), (100_000, A_CITY), (100_000, 10_000))
QUICK_LEVELS = LEVELS[:1]
_ONE, _MANY = "one", "land"
_LEAST_PARTIES = 2_000
_WARM_UP, _ORDERS, _TURNS = 300, 1_600, 40
_KILOBYTES = 1024


@dataclass(frozen=True, slots=True)
class Level:
    """So many restaurants."""

    stored: int
    active: int
    compared: Compared
    #: What the first order at each of them costs, which finds nothing in memory.
    first_orders: Row
    #: What the server keeps for each of them, in kilobytes: the menu, the visit, the token …
    kilobytes_each: float


async def measure(ground: Ground, levels: Sequence[tuple[int, int]]) -> AsyncIterator[Level]:
    """One level after another."""
    for stored, active in levels:
        async with AsyncExitStack() as stack:
            alone = await stack.enter_async_context(_tonight(ground, _ONE, 1, 1))
            among = await stack.enter_async_context(_tonight(ground, _MANY, stored, active))
            await alone.turn(alone.seats)
            yield await _level(alone, among, stored, active)


async def _level(alone: Evening, among: Evening, stored: int, active: int) -> Level:
    seats = among.seats
    warm = await among.turn(seats[:_WARM_UP])
    first = await among.turn(
        seats[_WARM_UP:active], profile="PlaceOrder", contestant=f"the first at each of {active:,}"
    )
    if seats[active:]:
        await among.turn(seats[active:])
    compared = await compare(
        partial(alone.turn_of, _ORDERS, profile="PlaceOrder", contestant="1 restaurant"),
        partial(among.turn_of, _ORDERS, profile="PlaceOrder", contestant=_name(stored, active)),
        _TURNS,
    )
    grown = (first.memory_mb or 0) - (warm.memory_mb or 0)
    return Level(stored, active, compared, first, grown * _KILOBYTES / (active - _WARM_UP))


def _name(stored: int, active: int) -> str:
    served = "" if active == stored else f", {active:,} of them here"
    return f"{stored:,} restaurants{served}"


@asynccontextmanager
async def _tonight(ground: Ground, name: str, stored: int, active: int) -> AsyncIterator[Evening]:
    async with ground.database(name) as database:
        town = await open_town(database, stored)
        parties = max(_LEAST_PARTIES, active)
        seats = await seat_guests(database, ground.tokens, town[:active], parties)
    async with evening(ground, name, seats) as guests:
        yield guests
