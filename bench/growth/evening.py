"""Guests who call, many at once, and what that costs the server and mongod."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

import grpc
from here2order.ordering.v1 import order_pb2, order_service_pb2

from bench.growth.ground import Ground
from bench.growth.town import Seat
from bench.menu import three_lines
from bench.processes import usage
from bench.result import Row

PLACE_ORDER = "/here2order.ordering.v1.OrderService/PlaceOrder"
AT_ONCE = 32
_CHANNELS = 4
#: Orders, each as its lines.
Wishes = Sequence[Sequence[order_pb2.LineRequest]]


@dataclass(frozen=True, slots=True)
class Evening:
    """One server's guests, and what each call asks for."""

    server_pid: int
    mongod_pid: int
    seats: Sequence[Seat]
    request: Callable[[], bytes]
    _calls: Sequence[grpc.aio.UnaryUnaryMultiCallable[bytes, bytes]]

    async def turn_of(self, count: int, *, profile: str = "", contestant: str = "") -> Row:
        """So many calls, of whoever feels like it."""
        seats = random.choices(self.seats, k=count)
        return await self.turn(seats, profile=profile, contestant=contestant)

    async def turn(self, seats: Sequence[Seat], *, profile: str = "", contestant: str = "") -> Row:
        """One call of each of these seats, so many at once. Raises when one is refused."""
        before, store = usage(self.server_pid), usage(self.mongod_pid)
        start = time.perf_counter()
        took = sorted(await self._call(seats))
        seconds, count = time.perf_counter() - start, len(seats)
        after = usage(self.server_pid)
        return Row(
            part="growth",
            profile=profile,
            contestant=contestant,
            requests_per_second=count / seconds,
            cpu_us=after.cpu_us_since(before, count),
            mongod_cpu_us=usage(self.mongod_pid).cpu_us_since(store, count),
            p50_ms=took[count // 2] * 1e3,
            p99_ms=took[count * 99 // 100] * 1e3,
            memory_mb=after.memory_mb,
        )

    async def _call(self, seats: Sequence[Seat]) -> list[float]:
        rest, took = iter(seats), list[float]()

        async def guest(number: int) -> None:
            call = self._calls[number % len(self._calls)]
            for seat in rest:
                start = time.perf_counter()
                await call(self.request(), metadata=(("authorization", f"Bearer {seat.token}"),))
                took.append(time.perf_counter() - start)

        async with asyncio.TaskGroup() as group:
            for number in range(AT_ONCE):
                group.create_task(guest(number))
        return took


@asynccontextmanager
async def guests_of(
    target: str,
    rpc: str,
    pids: tuple[int, int],
    seats: Sequence[Seat],
    request: Callable[[], bytes],
) -> AsyncIterator[Evening]:
    """Guests of the server at host:port; `pids` are its own and mongod's."""
    async with AsyncExitStack() as stack:
        calls: list[grpc.aio.UnaryUnaryMultiCallable[bytes, bytes]] = []
        for _ in range(_CHANNELS):
            options = [("grpc.use_local_subchannel_pool", 1)]
            channel = grpc.aio.insecure_channel(target, options=options)
            calls.append((await stack.enter_async_context(channel)).unary_unary(rpc))
        yield Evening(*pids, seats, request, calls)


@asynccontextmanager
async def evening(
    ground: Ground, database: str, seats: Sequence[Seat], wishes: Wishes = ()
) -> AsyncIterator[Evening]:
    """A fresh server before the database, and guests who order one of these wishes each time."""
    async with ground.server(database) as (process, target):
        pids, request = (process.pid, ground.store.pid), ordering(wishes or [three_lines()])
        async with guests_of(target, PLACE_ORDER, pids, seats, request) as guests:
            yield guests


def ordering(wishes: Wishes, menu_version: int = 1) -> Callable[[], bytes]:
    """Makes requests for one of these at a time, each under an id of its own."""
    wished = [
        order_service_pb2.PlaceOrderRequest(
            menu_version=menu_version, lines=lines, note="No hurry"
        ).SerializeToString()
        for lines in wishes
    ]

    def request() -> bytes:
        # On the wire, a message is the concatenation of its fields.
        named = order_service_pb2.PlaceOrderRequest(request_id=str(uuid4()))
        return random.choice(wished) + named.SerializeToString()

    return request
