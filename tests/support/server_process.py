"""The server as a process of its own, to be killed and started again on the same port."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import grpc
import pytest

from deploy.local.home import Home
from deploy.local.ports import Ports, free_port
from deploy.local.process import Process
from deploy.local.programs import start_api
from sandbox.clerk import ClerkClient, RunningClerk
from tests.support.api import Api
from tests.support.components import Mongod

#: Clients that come back at once, as ours do.
_CHANNEL = [
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 300),
    # A subchannel of one's own: no other test's backoff counts here.
    ("grpc.use_local_subchannel_pool", 1),
]


@dataclass(slots=True)
class ServerProcess:
    """A server to call, to kill and to start again."""

    home: Home
    ports: Ports
    environment: Mapping[str, str]
    clerk: ClerkClient
    api: Api
    process: Process | None = None

    async def start(self) -> None:
        """On the same port as before; returns when it serves."""
        self.process = await start_api(self.home, self.ports, self.environment)

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process = None

    async def stop(self) -> None:
        """SIGTERM."""
        if self.process is not None:
            await self.process.stop()

    async def sign_up(self, name: str) -> tuple[str, str]:
        """Somebody new at Clerk: user id and a session token."""
        user = await self.clerk.create_user(f"{name}-{secrets.token_hex(4)}@example.com")
        return user.id, await self.clerk.sign_in(user.id, expires_in_seconds=3600)


@pytest.fixture
async def server_process(
    tmp_path: Path, mongod_server: Mongod, database: str, clerk_server: RunningClerk
) -> AsyncIterator[ServerProcess]:
    """Started; stopped with the test."""
    port = free_port()
    ports = Ports(api=(port,))
    environment = {
        "HERE2ORDER_MONGODB_URI": mongod_server.uri,
        "HERE2ORDER_DATABASE": database,
        "HERE2ORDER_LISTEN": f"127.0.0.1:{port}",
        "HERE2ORDER_TOKEN_SECRET": secrets.token_hex(32),
        "HERE2ORDER_CLERK_ISSUER": clerk_server.issuer,
        "HERE2ORDER_CLERK_JWKS_URL": clerk_server.jwks_url,
    }
    channel = grpc.aio.insecure_channel(f"127.0.0.1:{port}", options=_CHANNEL)
    async with ClerkClient(clerk_server.url, clerk_server.secret_key) as clerk, channel:
        server = ServerProcess(Home(tmp_path), ports, environment, clerk, Api(channel))
        await server.start()
        yield server
        await server.stop()
