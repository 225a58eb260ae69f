"""The grpc server itself: its limits, health and reflection."""

from collections.abc import Iterable, Sequence
from typing import Any

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection, reflection_pb2_grpc

_OPTIONS: Sequence[tuple[str, int | str]] = (
    ("grpc.max_receive_message_length", 2 * 1024 * 1024),
    ("grpc.max_send_message_length", 16 * 1024 * 1024),
    ("grpc.max_metadata_size", 16 * 1024),
    # Two processes on one port would share its connections unevenly, and hide a wrong setup.
    ("grpc.so_reuseport", 0),
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    ("grpc.http2.min_ping_interval_without_data_ms", 10_000),
    ("grpc.keepalive_permit_without_calls", 1),
)

_Serving = health_pb2.HealthCheckResponse


class GrpcServer:
    """Serves a handler on one port."""

    def __init__(
        self, handler: grpc.GenericRpcHandler | None, services: Iterable[str], *, reflect: bool
    ) -> None:
        """`services` are the names that health and reflection tell."""
        self._services = tuple(services)
        self._server = grpc.aio.server(options=_OPTIONS)
        if handler is not None:
            self._server.add_generic_rpc_handlers((handler,))
        self._health = health.aio.HealthServicer()
        beside: Any = _Unregistered(self._server)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, beside)
        if reflect:
            names = (*self._services, health.SERVICE_NAME, reflection.SERVICE_NAME)
            mirror = reflection.aio.ReflectionServicer(names)
            add: Any = reflection_pb2_grpc.add_ServerReflectionServicer_to_server
            add(mirror, beside)

    async def start(self, address: str) -> int:
        """Binds, serves, and says so; returns the port. Raises RuntimeError if it is taken."""
        port = self._server.add_insecure_port(address)
        await self._server.start()
        await self._tell(_Serving.SERVING)
        return port

    async def leave(self) -> None:
        """Tells health checks that nothing new should come here."""
        await self._tell(_Serving.NOT_SERVING)

    async def stop(self, grace_seconds: float) -> None:
        """Takes nothing new, and ends what has not finished in time."""
        await self._server.stop(grace_seconds)

    async def _tell(self, status: int) -> None:
        for service in ("", *self._services):
            await self._health.set(service, status)


class _Unregistered:
    """Takes what generated code adds to a server, but registers no method.

    grpc waits for the next call of each registered method apart: at every call, of whatever, it
    sets up and takes down as many waits as there are such methods, which cost as much as our own
    way of a call. What is not registered is found all the same.
    """

    def __init__(self, server: grpc.aio.Server) -> None:
        self.add_generic_rpc_handlers = server.add_generic_rpc_handlers

    def add_registered_method_handlers(self, service: str, handlers: object) -> None:
        """Leaves them to the generic handlers."""
