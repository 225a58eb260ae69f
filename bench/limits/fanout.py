"""`python -m bench.limits.fanout PORT MONGODB_URI DATABASE`: the least that fan-out can cost.

A bare change stream, and bare grpc.aio: whatever happens to an order is handed, as bytes of the
size that our messages have, to each stream that watches one of its three names. No tokens, no
conversion, no cursor, no beat; a stream is a coroutine that waits and writes.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from typing import Any

import grpc
from pymongo import AsyncMongoClient

from server.running import run

SERVICE = "bench.Fanout"
WATCH = f"/{SERVICE}/Watch"
#: An order of three lines, as WatchOrders shows it.
_MESSAGE_BYTES = 1000

Context = grpc.aio.ServicerContext[bytes, bytes]


class News:
    """What comes next under a name, and where what follows that will be. Nobody has a queue."""

    __slots__ = ("arrived",)

    def __init__(self) -> None:
        """Nothing yet."""
        self.arrived: asyncio.Future[tuple[bytes, News]] = (
            asyncio.get_running_loop().create_future()
        )


class Fanout:
    """The streams, and what is handed to them."""

    def __init__(self) -> None:
        """Nobody watches."""
        self._next: dict[bytes, News] = {}

    async def watch(self, name: bytes, context: Context) -> None:
        """Says that it watches, then all that comes under the name."""
        news = self._next.setdefault(name, News())
        await context.write(name)
        while True:
            message, news = await news.arrived
            await context.write(message)

    def hand_out(self, name: bytes, message: bytes) -> None:
        """Hands the message to all who watch the name."""
        news = self._next.get(name)
        if news is not None:
            self._next[name] = following = News()
            # Whoever leaves cancels what all under this name wait for: here they leave together.
            if not news.arrived.cancelled():
                news.arrived.set_result((message, following))

    async def follow(self, orders: Any) -> None:
        """Hands out each change of the collection."""
        async with await orders.watch() as stream:
            print("ready", flush=True)
            async for change in stream:
                order = change["fullDocument"]
                message = f"{order['_id']} {order['version']} ".encode().ljust(_MESSAGE_BYTES)
                for name in names_of(order["restaurant_id"], order["visit_id"]):
                    self.hand_out(name, message)


def names_of(restaurant_id: str, visit_id: str) -> Sequence[bytes]:
    """Of the guests at the table, the staff and the kitchen."""
    house = restaurant_id[-8:]
    return (visit_id.encode(), f"staff {house}".encode(), f"kitchen {house}".encode())


async def serve(port: int, mongodb_uri: str, database: str) -> None:
    """Serves until it is killed."""
    fanout = Fanout()
    server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
    methods: dict[str, Any] = {"Watch": grpc.unary_stream_rpc_method_handler(fanout.watch)}
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, methods),))
    server.add_insecure_port(f"127.0.0.1:{port}")
    await server.start()
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri) as client:
        await fanout.follow(client[database]["orders"])


if __name__ == "__main__":
    run(serve(int(sys.argv[1]), sys.argv[2], sys.argv[3]))
