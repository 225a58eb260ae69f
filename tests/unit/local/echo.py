"""The smallest server that Envoy can stand before: health, an echo, and a stream that stays."""

from __future__ import annotations

import asyncio
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from deploy.local.ports import free_port
from tests.support.components import Envoy

SERVICE = "here2order.test.v1.EchoService"
GRPC_WEB = {"content-type": "application/grpc-web+proto", "x-grpc-web": "1"}


@dataclass(slots=True)
class Echo:
    """A running one: what it was asked, and on which port."""

    port: int
    health: health.aio.HealthServicer
    calls: list[str] = field(default_factory=list)
    failing: int = 0

    async def answer(self, method: str, request: bytes, context: Any) -> bytes:
        self.calls.append(method)
        if self.failing:
            self.failing -= 1
            await context.abort(grpc.StatusCode.UNAVAILABLE, "come back")
        return request

    async def serving(self, yes: bool) -> None:
        status = health_pb2.HealthCheckResponse
        await self.health.set("", status.SERVING if yes else status.NOT_SERVING)


@asynccontextmanager
async def echo_server() -> AsyncIterator[Echo]:
    """Runs one, healthy, until the block is left."""
    echo = Echo(free_port(), health.aio.HealthServicer())
    server = grpc.aio.server()
    server.add_generic_rpc_handlers((_handlers(echo),))
    health_pb2_grpc.add_HealthServicer_to_server(echo.health, server)
    server.add_insecure_port(f"127.0.0.1:{echo.port}")
    await echo.serving(True)
    await server.start()
    try:
        yield echo
    finally:
        await server.stop(0)


def _handlers(echo: Echo) -> grpc.GenericRpcHandler:
    def unary(name: str) -> Any:
        async def handle(request: bytes, context: Any) -> bytes:
            return await echo.answer(name, request, context)

        return grpc.unary_unary_rpc_method_handler(handle)

    async def watch(request: bytes, context: Any) -> None:
        await context.write(request)
        await asyncio.Event().wait()  # until the caller goes

    async def hang(_: bytes, __: Any) -> bytes:
        await asyncio.Event().wait()
        return b""

    return grpc.method_handlers_generic_handler(
        SERVICE,
        {
            "GetEcho": unary("GetEcho"),
            "PlaceEcho": unary("PlaceEcho"),
            "HangEcho": grpc.unary_unary_rpc_method_handler(hang),
            "WatchEcho": grpc.unary_stream_rpc_method_handler(watch),
        },
    )


async def call(front: Envoy, method: str, request: bytes = b"x") -> bytes:
    """One unary call through Envoy."""
    async with grpc.aio.insecure_channel(front.target) as channel:
        path = f"/{SERVICE}/{method}"
        ask = channel.unary_unary(path, request_serializer=bytes, response_deserializer=bytes)
        return await ask(request)


def framed(message: bytes) -> bytes:
    """A message as gRPC-Web sends it."""
    return struct.pack(">BI", 0, len(message)) + message
