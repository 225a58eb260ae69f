"""Starts a peer on a mongod that is there, with a fresh house, and stops it afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bench.peers.install import EXPRESS, FASTAPI, node_program, python_program
from bench.peers.peer import SECRET, Peer, tokens
from bench.peers.seed import seed
from deploy.local.ports import free_port
from deploy.local.probes import http
from deploy.local.process import Process


@asynccontextmanager
async def express(mongo_uri: str, *, lean: bool = False) -> AsyncIterator[Peer]:
    """Express, Mongoose, Socket.io and jsonwebtoken; `lean` reads plain objects.

    Raises StepFailedError (packages), ComponentFailedError (it does not serve).
    """
    name = "express-lean" if lean else "express"
    command = [node_program(), EXPRESS / "server.js"]
    environment = {"NODE_ENV": "production", "LEAN": "1" if lean else "0"}
    async with _running(name, mongo_uri, command, environment) as peer:
        yield peer


@asynccontextmanager
async def fastapi(mongo_uri: str) -> AsyncIterator[Peer]:
    """FastAPI on uvicorn (uvloop, httptools), and PyMongo's own async client.

    Raises StepFailedError (packages), ComponentFailedError (it does not serve).
    """
    command = [python_program(), FASTAPI / "serve.py"]
    async with _running("fastapi", mongo_uri, command, {}) as peer:
        yield peer


@asynccontextmanager
async def _running(
    name: str, mongo_uri: str, command: Sequence[Path], more: dict[str, str]
) -> AsyncIterator[Peer]:
    database, port = f"peer-{name}", free_port()
    house = await seed(mongo_uri, database)
    environment = {
        **more,
        "PORT": str(port),
        "MONGO_URI": mongo_uri,
        "DATABASE": database,
        "JWT_SECRET": SECRET,
    }
    with tempfile.TemporaryDirectory(prefix="h2o-peer-") as folder:
        log = Path(folder, f"{name}.log")
        process = Process.start(name, command, log=log, env=environment)
        try:
            await process.ready(http(port, "/healthz"))
            url = f"http://127.0.0.1:{port}"
            guest, staff = tokens(house.restaurant_id)
            yield Peer(name, url, process.pid, house, guest, staff)
        finally:
            await process.stop()
