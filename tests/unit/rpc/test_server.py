"""Health and reflection."""

from typing import Any, cast

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc

from server.rpc.server import GrpcServer

_Status = health_pb2.HealthCheckResponse
_SERVICES = ["here2order.ordering.v1.OrderService", "here2order.catalog.v1.MenuService"]


async def _health(port: int, service: str) -> int:
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        stub: Any = health_pb2_grpc.HealthStub(channel)
        reply = await stub.Check(health_pb2.HealthCheckRequest(service=service))
        return int(reply.status)


@pytest.mark.parametrize("service", ["", *_SERVICES])
async def test_every_service_is_healthy_until_the_server_leaves(service: str) -> None:
    server = GrpcServer(None, _SERVICES, reflect=False)
    port = await server.start("127.0.0.1:0")
    assert await _health(port, service) == _Status.SERVING
    await server.leave()
    assert await _health(port, service) == _Status.NOT_SERVING
    await server.stop(0)


async def test_reflection_names_what_is_served() -> None:
    server = GrpcServer(None, _SERVICES, reflect=True)
    port = await server.start("127.0.0.1:0")
    assert set(_SERVICES) < set(await _listed(port))
    await server.stop(0)


async def test_or_it_is_not_there() -> None:
    server = GrpcServer(None, _SERVICES, reflect=False)
    port = await server.start("127.0.0.1:0")
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await _listed(port)
    assert caught.value.code() is grpc.StatusCode.UNIMPLEMENTED
    await server.stop(0)


async def _listed(port: int) -> list[str]:
    request = reflection_pb2.ServerReflectionRequest(list_services="")
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        stub: Any = reflection_pb2_grpc.ServerReflectionStub(cast(grpc.Channel, channel))
        reply = await stub.ServerReflectionInfo(iter([request])).read()
        return [one.name for one in reply.list_services_response.service]


async def test_a_port_that_is_taken_is_not_shared() -> None:
    first, second = (GrpcServer(None, [], reflect=False) for _ in range(2))
    port = await first.start("127.0.0.1:0")
    with pytest.raises(RuntimeError):
        await second.start(f"127.0.0.1:{port}")
    await first.stop(0)
    await second.stop(0)
