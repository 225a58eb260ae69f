"""Single calls: a menu that is read and an order that is placed, by ours, the limit and the peers.

"It must show" 1 and 2 of the speed that we promise stand in `_menu_aims` and `_order_aims`.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import grpc
from bson.raw_bson import RawBSONDocument
from here2order.ordering.v1 import order_service_pb2
from pymongo import AsyncMongoClient

from bench import tools
from bench.limits.running import Echo, Worker, echo, listener, writer
from bench.load import Generator, Ghz, H2Load, grpc_over_h2load
from bench.menu import three_lines
from bench.peers import Peer, Request, express, fastapi
from bench.result import Aim, Measured, Row, median
from bench.site import DATABASE, Site, site
from bench.turns import FULL, QUICK, Contestant, Pace, Race, ratio
from tests.support.api import bearer

PART = "unary"
GET_MENU = "/here2order.catalog.v1.MenuService/GetMenu"
PLACE_ORDER = "/here2order.ordering.v1.OrderService/PlaceOrder"
OURS, THROUGH_ENVOY, ECHO, WRITES = "ours", "ours through Envoy", "bare echo", "bare mongod inserts"
CHANGES = "bare change stream"
EXPRESS, LEAN, FASTAPI = "Express", "Express, lean", "FastAPI"
#: So many guests order. The peers' orders come from one as well, and ghz spends as much on every
#: further one as a third of a call costs.
_GUESTS = 1
#: The site's second: the house opens with a short one.
MENU_VERSION = 2

Turns = Mapping[str, Sequence[Row]]


async def measure(*, quick: bool = False) -> Measured:
    """Both calls, of everybody. Raises MissingToolError before anything is started."""
    tools.h2load()
    tools.ghz()
    pace = QUICK if quick else FULL
    async with _ring() as ring:
        menu = await ring.race("GetMenu", ring.menu(), pace)
        order = await ring.race("PlaceOrder", ring.order(), pace)
        async with listener(ring.place.mongo_uri, ring.writer) as hearing:
            alone = Contestant(CHANGES, hearing, hearing.pid)
            heard = await ring.race("an insert is heard of", [alone], pace)
    rows = [median(of_one) for turns in (menu, order, heard) for of_one in turns.values()]
    return Measured(rows, [*_menu_aims(menu), *_order_aims(order)])


@dataclass(frozen=True, slots=True)
class _Ring:
    """Everybody, running on one mongod."""

    place: Site
    echo: Echo
    writer: Worker
    peers: Mapping[str, Peer]

    async def race(self, profile: str, contestants: Sequence[Contestant], pace: Pace) -> Turns:
        return await Race(PART, profile, contestants, self.place.mongod.pid).run(pace)

    def menu(self) -> list[Contestant]:
        token = self.place.seats[0].token

        def load(target: str) -> Generator:
            return grpc_over_h2load(target, GET_MENU, b"", token)

        peers = (_peer(name, peer, peer.menu_request) for name, peer in self.peers.items())
        return [*self._grpc(GET_MENU, load), *peers]

    def order(self) -> list[Contestant]:
        tokens = [seat.token for seat in self.place.seats[:_GUESTS]]

        def load(target: str) -> Generator:
            return Ghz(target, PLACE_ORDER, an_order, tokens)

        peers = (_peer(name, peer, peer.order_request) for name, peer in self.peers.items())
        writes = Contestant(WRITES, self.writer, self.writer.pid)
        return [*self._grpc(PLACE_ORDER, load), *peers, writes]

    def _grpc(self, rpc: str, load: Callable[[str], Generator]) -> Iterator[Contestant]:
        place, pid, proxy = self.place, self.place.server.pid, self.place.envoy.pid
        yield Contestant(OURS, load(place.target), pid, counted_at=place, rpc=rpc)
        yield Contestant(THROUGH_ENVOY, load(place.origin), pid, proxy, counted_at=place, rpc=rpc)
        yield Contestant(ECHO, load(self.echo.target), self.echo.pid)


@asynccontextmanager
async def _ring() -> AsyncIterator[_Ring]:
    async with AsyncExitStack() as stack:
        place = await stack.enter_async_context(site(with_envoy=True, visits=_GUESTS))
        replies = {GET_MENU: await _reply(place, GET_MENU, b"")}
        replies[PLACE_ORDER] = await _reply(place, PLACE_ORDER, an_order().SerializeToString())
        beside = await stack.enter_async_context(echo(replies, place.folder))
        document = await _order_document(place.mongo_uri)
        writing = await stack.enter_async_context(writer(place.mongo_uri, document, place.folder))
        peers = {
            EXPRESS: await stack.enter_async_context(express(place.mongo_uri)),
            LEAN: await stack.enter_async_context(express(place.mongo_uri, lean=True)),
            FASTAPI: await stack.enter_async_context(fastapi(place.mongo_uri)),
        }
        yield _Ring(place, beside, writing, peers)


def an_order() -> order_service_pb2.PlaceOrderRequest:
    """Three lines, asked for the first time."""
    return order_service_pb2.PlaceOrderRequest(
        request_id=str(uuid.uuid4()), menu_version=MENU_VERSION, lines=three_lines()
    )


async def _reply(place: Site, rpc: str, request: bytes) -> bytes:
    """What ours answers, as bytes."""
    metadata = bearer(place.seats[0].token)
    async with grpc.aio.insecure_channel(place.target) as channel:
        call: Any = channel.unary_unary(rpc)
        reply: bytes = await call(request, metadata=metadata)
        return reply


async def _order_document(mongo_uri: str) -> bytes:
    async with AsyncMongoClient[RawBSONDocument](
        mongo_uri, document_class=RawBSONDocument
    ) as client:
        document = await client[DATABASE]["orders"].find_one()
        assert document is not None  # noqa: S101 - one was placed
        return bytes(document.raw)


def _peer(name: str, peer: Peer, request: Request) -> Contestant:
    body = request.body or None
    load = H2Load(request.url, request.headers, body, http1=True)
    return Contestant(name, load, peer.pid)


def _menu_aims(turns: Turns) -> list[Aim]:
    ours, rate = turns[OURS], "requests_per_second"
    return [
        Aim("GetMenu: CPU, ours / bare echo", ratio(ours, turns[ECHO], "cpu_us"), 1.5),
        Aim("GetMenu: rate, ours / Express", ratio(ours, turns[EXPRESS], rate), 10, at_most=False),
        Aim("GetMenu: rate, ours / lean", ratio(ours, turns[LEAN], rate), 4, at_most=False),
        Aim("GetMenu: rate, ours / FastAPI", ratio(ours, turns[FASTAPI], rate)),
        Aim("GetMenu: CPU, Express / ours", ratio(turns[EXPRESS], ours, "cpu_us")),
        Aim("GetMenu: CPU, lean / ours", ratio(turns[LEAN], ours, "cpu_us")),
        Aim("GetMenu: rate, through Envoy / direct", ratio(turns[THROUGH_ENVOY], ours, rate)),
    ]


def _order_aims(turns: Turns) -> list[Aim]:
    ours, rate = turns[OURS], "requests_per_second"
    return [
        Aim("PlaceOrder: CPU, ours / bare echo", ratio(ours, turns[ECHO], "cpu_us"), 3),
        Aim("PlaceOrder: rate, ours / Express", ratio(ours, turns[EXPRESS], rate), 3, False),
        Aim("PlaceOrder: p99, ours / Express", ratio(ours, turns[EXPRESS], "p99_ms"), 1),
        Aim("PlaceOrder: rate, ours / lean", ratio(ours, turns[LEAN], rate)),
        Aim("PlaceOrder: rate, ours / FastAPI", ratio(ours, turns[FASTAPI], rate)),
        Aim("PlaceOrder: CPU, Express / ours", ratio(turns[EXPRESS], ours, "cpu_us")),
        Aim("PlaceOrder: rate, ours / bare inserts", ratio(ours, turns[WRITES], rate)),
        Aim("PlaceOrder: rate, through Envoy / direct", ratio(turns[THROUGH_ENVOY], ours, rate)),
    ]
