"""Houses full of people who watch, and the orders whose changes they wait for."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from here2order.ordering.v1 import order_service_pb2, ticket_service_pb2

from bench.limits import fanout
from bench.menu import long_menu, three_lines
from bench.site import DATABASE, Site
from bench.watchers import Wish
from server.clock import SystemClock
from server.config import Settings
from server.identity.tokens.own import OwnTokens
from server.ids import new_id
from server.ordering.orders import transitions
from server.ordering.orders.commands import OrderCommands
from server.ordering.orders.documents import from_document, to_document
from server.ordering.orders.domain import Order
from server.ordering.orders.repository import COLLECTION as ORDERS
from server.ordering.visits.domain import Visit, opened
from server.ordering.visits.repository import COLLECTION as VISITS
from server.ordering.visits.repository import to_document as visit_to_document
from server.origin import Origin
from server.storage.client import Database, connect
from tests.support.api import bearer
from tests.support.house import House, open_house

_ORDERING = "/here2order.ordering.v1"
_CLOCK = SystemClock()
_BESIDE = 250
GUEST, STAFF, KITCHEN = "WatchOrder", "WatchOrders", "WatchTickets"


@dataclass(slots=True)
class Floor:
    """A house with parties at its tables."""

    house: House
    visits: list[Visit]
    tokens: OwnTokens

    def guests(self, each: int) -> Iterator[Wish]:
        """So many guests of each party, each with a phone and a token of their own."""
        request = order_service_pb2.WatchOrderRequest().SerializeToString()
        for visit, _ in itertools.product(self.visits, range(each)):
            ends = _CLOCK.now() + timedelta(hours=2)
            token = self.tokens.guest_token(new_id("gst"), visit.id, self.house.restaurant_id, ends)
            yield _wish(GUEST, "OrderService", request, token, visit.id)

    def staff(self, count: int) -> Iterator[Wish]:
        """The lists of all orders of the house."""
        rst = self.house.restaurant_id
        request = order_service_pb2.WatchOrdersRequest(restaurant_id=rst).SerializeToString()
        token, name = self.house.tokens["OWNER"], f"staff {rst[-8:]}"
        return (_wish(STAFF, "OrderService", request, token, name) for _ in range(count))

    def screens(self, count: int) -> Iterator[Wish]:
        """The screens in the kitchen."""
        request = ticket_service_pb2.WatchTicketsRequest(station_id="kitchen").SerializeToString()
        token, name = self.house.tokens["DEVICE"], f"kitchen {self.house.restaurant_id[-8:]}"
        return (_wish(KITCHEN, "TicketService", request, token, name) for _ in range(count))


class Moves:
    """Status changes of orders, one after the other, as commands write them."""

    def __init__(self, database: Database, orders: Sequence[Order]) -> None:
        """Each order is accepted, begun, bumped and served; then comes the next."""
        self._commands = OrderCommands(database, _CLOCK)
        self._moves = _moves(orders)

    async def make(self) -> tuple[str, int]:
        """Writes the next; the order's id and the version that is stored when this returns."""
        before, after = next(self._moves)
        written = await self._commands.of(after.restaurant_id).replace(after, before.version)
        if not written:
            raise RuntimeError("somebody else changed an order of the bench")
        return after.id, after.version


def bare(wishes: Sequence[Wish]) -> list[Wish]:
    """The same watchers, as the limit serves them."""
    return [Wish("", fanout.WATCH, one.name.encode(), name=one.name) for one in wishes]


def through_web(wishes: Sequence[Wish]) -> list[Wish]:
    """The same watchers, in browsers."""
    return [replace(one, content_type="application/grpc-web+proto") for one in wishes]


async def fill(site: Site, database: Database, *, visits: int) -> Floor:
    """A house with so many open visits."""
    house = await open_house(site, tables=1)
    parties = [_party(house.restaurant_id, number) for number in range(visits)]
    await database[VISITS].insert_many([visit_to_document(party) for party in parties])
    secret = Settings.from_environment(site.environment).token_secret
    return Floor(house, parties, OwnTokens(secret, _CLOCK))


async def serve_orders(database: Database, floors: Sequence[Floor], count: int) -> list[Order]:
    """So many orders of three lines that nobody has accepted, by turns of all parties."""
    placed = await _placed(floors[0].house, database)
    parties = itertools.cycle(
        party for group in zip(*(floor.visits for floor in floors), strict=True) for party in group
    )
    orders = [_copy(placed, next(parties)) for _ in range(count)]
    await database[ORDERS].insert_many([to_document(order) for order in orders])
    return orders


@asynccontextmanager
async def database_of(site: Site) -> AsyncIterator[Database]:
    """What the server writes to."""
    async with connect(site.mongo_uri) as client:
        yield client[DATABASE]


async def _placed(house: House, database: Database) -> Order:
    version = await house.publish(long_menu())
    request, seat = house.order_request(*three_lines()), await house.sit_down()
    request.menu_version = version
    reply = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    stored = await database[ORDERS].find_one({"_id": reply.order.id})
    if stored is None:
        raise RuntimeError("an order that was placed is not there")
    return from_document(stored)


def _wish(kind: str, service: str, request: bytes, token: str, name: str) -> Wish:
    headers = {"authorization": f"Bearer {token}"}
    return Wish(kind, f"{_ORDERING}.{service}/{kind}", request, headers, name=name)


def _party(restaurant_id: str, number: int) -> Visit:
    table = (new_id("tbl"), str(number))
    return opened(new_id("vis"), restaurant_id, table, (), _CLOCK.now())


def _copy(order: Order, visit: Visit) -> Order:
    return replace(
        order,
        id=new_id("ord"),
        restaurant_id=visit.restaurant_id,
        visit_id=visit.id,
        table_id=visit.table_id,
        table_name=visit.table_name,
        origin=Origin(order.origin.caller, new_id("req"), order.origin.content_hash),
    )


def _moves(orders: Sequence[Order]) -> Iterator[tuple[Order, Order]]:
    # In so many orders something happens by turns: no two changes of one are under way at once.
    for start in range(0, len(orders), _BESIDE):
        batch = list(orders[start : start + _BESIDE])
        for step in _STEPS:
            for index, order in enumerate(batch):
                batch[index] = step(order)
                yield order, batch[index]


_STEPS: Sequence[Callable[[Order], Order]] = (
    lambda it: transitions.accept(it, "user:bench", _CLOCK.now()),
    lambda it: transitions.start(it, "kitchen", "device:bench", _CLOCK.now()),
    lambda it: transitions.bump(it, "kitchen", "device:bench", _CLOCK.now()),
    lambda it: transitions.bump(it, "bar", "device:bench", _CLOCK.now()),
    lambda it: transitions.serve(it, "user:bench", _CLOCK.now()),
)
