"""What an order costs when ten thousand of them are stored already, and when ten million are.

A small database stays as it is and a large one grows beside it, in the same mongod. Both have as
many restaurants open and as many guests, who order by turns: the ratio knows no noise that lasts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bench.growth.evening import Evening, evening
from bench.growth.ground import Ground
from bench.growth.history import OrderStencil, fill, served_orders
from bench.growth.plans import Plan, explain_all
from bench.growth.questions import About
from bench.growth.sizes import Size, size_of
from bench.growth.town import open_town, seat_guests
from bench.growth.turns import Compared, compare
from bench.menu import three_lines
from server.ids import new_id
from server.ordering.orders.documents import from_document
from server.ordering.orders.domain import OrderState
from server.ordering.orders.repository import COLLECTION

LEVELS = (10_000, 100_000, 1_000_000, 10_000_000)
QUICK_LEVELS = LEVELS[:2]
_FEW, _MANY = "few", "many"
_TOWN = 1_000
#: Where the guests sit who order while it is measured; the history is the whole town's.
_OPEN, _PARTIES = 50, 200
_REAL_ORDERS = 300
_WARM_UP, _ORDERS, _TURNS = 600, 2_400, 15


@dataclass(frozen=True, slots=True)
class Level:
    """So many stored orders, what they weigh, and what one more costs beside the smallest."""

    stored: int
    size: Size
    compared: Compared


@dataclass(frozen=True, slots=True)
class _Books:
    """A database and what its orders are made after."""

    name: str
    town: Sequence[str]
    stencils: Sequence[OrderStencil]


async def measure(ground: Ground, levels: Sequence[int]) -> AsyncIterator[Level]:
    """One level after another."""
    few, many = await _open(ground, _FEW), await _open(ground, _MANY)
    await _fill(ground, few, levels[0])
    for stored in levels:
        await _fill(ground, many, stored)
        yield await _level(ground, few, many, stored)


async def _open(ground: Ground, name: str) -> _Books:
    """Restaurants with some orders that were really placed, as a meal for one or for two."""
    async with ground.database(name) as database:
        town = await open_town(database, _TOWN)
        seats = await seat_guests(database, ground.tokens, town[:_OPEN], _PARTIES)
    if not await _stored(ground, name):
        lines = three_lines()
        async with evening(ground, name, seats, [lines[:1], lines[:2], lines[2:]]) as guests:
            await guests.turn_of(_REAL_ORDERS)
    async with ground.database(name) as database:
        return _Books(name, town, await served_orders(database, _REAL_ORDERS))


async def _fill(ground: Ground, books: _Books, want: int) -> None:
    have = await _stored(ground, books.name)
    if have < want:
        async with ground.by_itself() as uri:
            await fill(uri, books.name, books.stencils, books.town, range(have, want))


async def _stored(ground: Ground, name: str) -> int:
    async with ground.database(name) as database:
        return await database[COLLECTION].estimated_document_count()


async def _level(ground: Ground, few: _Books, many: _Books, stored: int) -> Level:
    async with AsyncExitStack() as stack:
        guests = [await stack.enter_async_context(_tonight(ground, one)) for one in (few, many)]
        for one in guests:
            await one.turn_of(_WARM_UP)
        small, large = (
            partial(one.turn_of, _ORDERS, profile="PlaceOrder", contestant=_name(count))
            for one, count in zip(guests, (LEVELS[0], stored), strict=True)
        )
        compared = await compare(small, large, _TURNS)
    async with ground.database(many.name) as database:
        return Level(stored, await size_of(database, COLLECTION), compared)


async def plans(ground: Ground) -> list[Plan]:
    """Of every question, asked of the large database about one of its orders."""
    async with ground.database(_MANY) as database:
        document = await database[COLLECTION].find_one({"state": OrderState.SERVED.value})
    if document is None:
        raise RuntimeError("fill it first")
    return await explain_all(ground.uri, _MANY, About(from_document(document)).questions())


@asynccontextmanager
async def _tonight(ground: Ground, books: _Books) -> AsyncIterator[Evening]:
    """Guests of now; what they order is gone afterwards."""
    first = new_id("ord")
    async with ground.database(books.name) as database:
        seats = await seat_guests(database, ground.tokens, books.town[:_OPEN], _PARTIES)
    async with evening(ground, books.name, seats) as guests:
        yield guests
    async with ground.database(books.name) as database:
        await database[COLLECTION].delete_many({"_id": {"$gte": first}})


def _name(stored: int) -> str:
    return f"{stored:,} stored orders"
