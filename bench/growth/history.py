"""Orders of the past, by the million: made after some that were really placed and served."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from bson.raw_bson import RawBSONDocument
from pymongo import MongoClient
from pymongo.synchronous.database import Database as SyncDatabase

from bench.growth.stencil import (
    Stencil,
    bson_milliseconds,
    ids,
    milliseconds,
    times_in,
)
from server.clock import SystemClock
from server.ordering.orders import transitions
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.repository import COLLECTION
from server.storage.client import Database, Document

_BATCH = 999
#: Orders of one party.
_ROUNDS = 3
_WRITERS = 4
# What is lost with the machine is lost with the measurement.
_QUICK = {"w": 1, "j": False}
YEAR = timedelta(days=365)
#: Ten million in a year.
_MILLISECONDS_APART = 3150


@dataclass(frozen=True, slots=True)
class OrderStencil:
    """An order with holes for whose it is and when it was."""

    stencil: Stencil
    #: How long after the order was placed each of its times was.
    offsets: Sequence[int]

    @classmethod
    def of(cls, document: Document) -> OrderStencil:
        """Made after this one."""
        placed = milliseconds(document["place_time"])
        times = sorted({milliseconds(one) for one in times_in(document)})
        names = ("_id", "restaurant_id", "visit_id", "guest_id")
        values = [str(document[name]).encode() for name in names]
        values += [document["origin"]["request_id"].encode(), _number(document["number"].encode())]
        values += map(bson_milliseconds, times)
        return cls(Stencil(document, values), [one - placed for one in times])

    def filled(self, order: bytes, party: Sequence[bytes], moment: int) -> RawBSONDocument:
        """Another one, of the party (restaurant, visit, guest), placed at that millisecond."""
        # As long as a UUID, and as much like no other.
        values = [order, *party, b"request-" + order[2:], _number(order[-4:].upper())]
        values += [bson_milliseconds(moment + offset) for offset in self.offsets]
        return RawBSONDocument(self.stencil.filled(values))


async def served_orders(database: Database, count: int) -> list[OrderStencil]:
    """Cooks and serves what is open, and makes stencils of the first that were served here."""
    commands, orders = OrderCommands(database, SystemClock()), database[COLLECTION]
    for document in await orders.find({"open": True}).to_list():
        await commands.apply(document["restaurant_id"], document["_id"], 0, _served)
    served = await orders.find({"state": OrderState.SERVED.value}).limit(count).to_list()
    return [OrderStencil.of(one) for one in served]


async def fill(
    uri: str,
    database: str,
    stencils: Sequence[OrderStencil],
    restaurants: Sequence[str],
    numbers: range,
) -> None:
    """Adds orders of the last year, oldest first: these of them, counted from its beginning."""
    writer, loop = _Writer(uri, database, stencils, restaurants), asyncio.get_running_loop()
    with ThreadPoolExecutor(_WRITERS) as pool:
        batches = (numbers[at : at + _BATCH] for at in range(0, len(numbers), _BATCH))
        await asyncio.gather(*(loop.run_in_executor(pool, writer.write, one) for one in batches))


class _Writer:
    def __init__(
        self, uri: str, database: str, stencils: Sequence[OrderStencil], restaurants: Sequence[str]
    ) -> None:
        self._database: SyncDatabase[Document] = MongoClient[Document](uri)[database]
        self._stencils = stencils
        self._restaurants = [one.encode() for one in restaurants]
        self._start = milliseconds(SystemClock().now() - YEAR)

    def write(self, numbers: range) -> None:
        """These orders."""
        moments = [self._start + number * _MILLISECONDS_APART for number in numbers]
        orders = ids(b"ord_", moments)
        visits, guests = ids(b"vis_", moments[::_ROUNDS]), ids(b"gst_", moments[::_ROUNDS])
        documents: list[RawBSONDocument] = []
        for party in zip(visits, guests, strict=True):
            at = len(documents)
            whose = (random.choice(self._restaurants), *party)
            for number in range(at, min(at + _ROUNDS, len(numbers))):
                stencil = random.choice(self._stencils)
                documents.append(stencil.filled(orders[number], whose, moments[number]))
        # As a bare command: `insert_many` thinks about each document.
        command = {"insert": COLLECTION, "documents": documents, "ordered": False}
        if self._database.command(command | {"writeConcern": _QUICK}).get("writeErrors"):
            raise RuntimeError("an order of the past was not stored")


def _served(order: Order, now: datetime) -> Order:
    actor = "user:user_staff"
    for ticket in order.tickets:
        order = transitions.start(order, ticket.station_id, actor, now)
        order = transitions.bump(order, ticket.station_id, actor, now)
    return transitions.serve(order, actor, now)


def _number(letters: bytes) -> bytes:
    # With the field's name: four letters alone could stand anywhere.
    return b"\x02number\x00\x05\x00\x00\x00" + letters + b"\x00"
