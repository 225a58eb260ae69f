"""Where growth is measured: one mongod, a database for each size, and a server before each."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import mongod
from deploy.local.binaries import MONGOD, find
from deploy.local.home import Home
from deploy.local.ports import Ports, free_port
from deploy.local.probes import tcp
from deploy.local.process import Process
from deploy.local.programs import start_api
from server.app import INDEXES
from server.clock import SystemClock
from server.identity.tokens.own import OwnTokens
from server.storage.client import Database, connect
from server.storage.indexes import ensure_indexes

#: What the evening touches of ten million orders fits in: the right edge of every index, and the
#: leaves of restaurants that are open. The orders themselves, some 5 GB on disk, do not.
CACHE_GIGABYTES = 2.0
_OPLOG_MEGABYTES = 1024


@dataclass(slots=True)
class Ground:
    """mongod, and what the servers before it share."""

    folder: Path
    store: Process
    _port: int
    _secret: str

    @property
    def uri(self) -> str:
        """As a set, which streams and majority writes need."""
        return mongod.uri(self._port)

    @asynccontextmanager
    async def by_itself(self) -> AsyncIterator[str]:
        """mongod without its set for a while, for filling: nothing is written twice. Its URI."""
        await self.store.stop()
        command: list[str | Path] = [find(MONGOD), "--port", str(self._port), "--quiet"]
        command += ["--dbpath", self.folder / "mongod", "--bind_ip", "127.0.0.1"]
        command += ["--nounixsocket", "--wiredTigerCacheSizeGB", str(CACHE_GIGABYTES)]
        alone = Process.start("mongod", command, log=self.folder / "filling.log")
        try:
            await alone.ready(tcp(self._port))
            yield f"mongodb://127.0.0.1:{self._port}/?directConnection=true"
        finally:
            await alone.stop(grace_seconds=120)
            self.store = await _start(self.folder, self._port)

    @property
    def tokens(self) -> OwnTokens:
        """Guests' tokens that every server here believes."""
        return OwnTokens(self._secret, SystemClock())

    @asynccontextmanager
    async def database(self, name: str) -> AsyncIterator[Database]:
        """With every index of the product; all that was written is in its place on disk after."""
        async with connect(self.uri) as client:
            await ensure_indexes(client[name], INDEXES)
            yield client[name]
            await client.admin.command("fsync")

    @asynccontextmanager
    async def server(self, database: str) -> AsyncIterator[tuple[Process, str]]:
        """A server before that database: its process, and host:port."""
        port = free_port()
        settings = {
            "MONGODB_URI": self.uri,
            "DATABASE": database,
            "LISTEN": f"127.0.0.1:{port}",
            "TOKEN_SECRET": self._secret,
            # Nobody signs in here.
            "CLERK_ISSUER": "http://127.0.0.1:1",
            "CLERK_JWKS_URL": "http://127.0.0.1:1/jwks",
        }
        env = {f"HERE2ORDER_{name}": value for name, value in settings.items()}
        process = await start_api(Home(self.folder / database), Ports(api=(port,)), env)
        try:
            yield process, f"127.0.0.1:{port}"
        finally:
            await process.stop()


@asynccontextmanager
async def ground(folder: Path) -> AsyncIterator[Ground]:
    """Begins in an empty folder, or goes on with what an earlier run has left in it."""
    # A set knows its members by their ports: it keeps the one it began with.
    port = int(_kept(folder / "port", str(free_port())))
    secret = _kept(folder / "secret", secrets.token_hex(32))
    ground = Ground(folder, await _start(folder, port), port, secret)
    try:
        yield ground
    finally:
        await ground.store.stop()


async def _start(folder: Path, port: int) -> Process:
    return await mongod.start(
        port=port,
        data=folder / "mongod",
        log=folder / "mongod.log",
        oplog_megabytes=_OPLOG_MEGABYTES,
        cache_gigabytes=CACHE_GIGABYTES,
    )


def _kept(file: Path, otherwise: str) -> str:
    if not file.exists():
        file.write_text(otherwise)
    return file.read_text()
