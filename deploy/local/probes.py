"""How to tell that something is there: over TCP, HTTP and gRPC."""

from __future__ import annotations

import asyncio

import aiohttp
import grpc
from grpc_health.v1 import health_pb2

from deploy.local.process import Probe

_SECONDS = 1.0


def tcp(port: int) -> Probe:
    """Somebody accepts connections."""

    async def probe() -> bool:
        try:
            _, writer = await asyncio.wait_for(
                asyncio.open_connection("127.0.0.1", port), timeout=_SECONDS
            )
        except (OSError, TimeoutError):
            return False
        writer.close()
        await writer.wait_closed()
        return True

    return probe


def http(port: int, path: str = "/") -> Probe:
    """GET is answered with 200."""

    async def probe() -> bool:
        timeout = aiohttp.ClientTimeout(total=_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.get(f"http://127.0.0.1:{port}{path}") as answer,
            ):
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    return probe


def health(port: int, service: str = "") -> Probe:
    """grpc.health.v1 says SERVING."""

    async def probe() -> bool:
        async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
            check = channel.unary_unary(
                "/grpc.health.v1.Health/Check",
                request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
                response_deserializer=health_pb2.HealthCheckResponse.FromString,
            )
            question = health_pb2.HealthCheckRequest(service=service)
            try:
                answer = await check(question, timeout=_SECONDS)
            except grpc.aio.AioRpcError:
                return False
            return answer.status == health_pb2.HealthCheckResponse.SERVING

    return probe
