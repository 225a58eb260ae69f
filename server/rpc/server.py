"""The grpc server itself: its limits, health and reflection."""

from collections.abc import Iterable, Sequence

import grpc
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

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
    """Serves handlers on one port."""

    def __init__(
        self, handlers: Sequence[grpc.GenericRpcHandler], services: Iterable[str], *, reflect: bool
    ) -> None:
        """`services` are the names that health and reflection tell."""
        self._services = tuple(services)
        self._server = grpc.aio.server(options=_OPTIONS)
        self._server.add_generic_rpc_handlers(tuple(handlers))
        self._health = health.aio.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if reflect:
            names = (*self._services, health.SERVICE_NAME, reflection.SERVICE_NAME)
            reflection.enable_server_reflection(names, self._server)

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
