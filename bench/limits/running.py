"""The limits as processes of their own."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from asyncio.subprocess import Process as Child
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import Load, LoadFailedError
from deploy.local.ports import free_port
from deploy.local.probes import tcp
from deploy.local.process import Process
from deploy.toolchain.paths import ROOT


@dataclass(frozen=True, slots=True)
class Echo:
    """Bare grpc.aio that serves."""

    target: str
    pid: int


@asynccontextmanager
async def echo(replies: Mapping[str, bytes], folder: Path) -> AsyncIterator[Echo]:
    """Answers each RPC with those bytes."""
    port, named = free_port(), []
    for number, (rpc, reply) in enumerate(replies.items()):
        file = folder / f"reply-{number}"
        file.write_bytes(reply)
        named.append(f"{rpc}={file}")
    command = [sys.executable, "-m", "bench.limits.echo", str(port), *named]
    process = Process.start("echo", command, log=folder / "echo.log")
    try:
        await process.ready(tcp(port))
        yield Echo(f"127.0.0.1:{port}", process.pid)
    finally:
        await process.stop()


@dataclass(frozen=True, slots=True)
class Worker:
    """Does so many of its thing when asked: its own load, and the only process of it."""

    child: Child

    @property
    def pid(self) -> int:
        """Of the client that it is."""
        return self.child.pid

    async def run(self, calls: int) -> Load:
        """So many, and what came of them."""
        said = self.child.stdin
        assert said is not None  # noqa: S101 - it is a pipe
        said.write(f"{calls}\n".encode())
        return Load(**json.loads(await self.line()))

    async def line(self) -> bytes:
        """The next that it says. Raises LoadFailedError if it has ended."""
        answers = self.child.stdout
        line = await answers.readline() if answers is not None else b""
        if not line:
            raise LoadFailedError("a limit ended by itself")
        return line


@dataclass(frozen=True, slots=True)
class Listener:
    """Hears of what the writer writes; the load is the writer's, the delays its own."""

    writer: Worker
    worker: Worker

    @property
    def pid(self) -> int:
        """Of the one that listens."""
        return self.worker.pid

    async def run(self, calls: int) -> Load:
        """So many inserts, heard of."""
        heard, _ = await asyncio.gather(self.worker.run(calls), self.writer.run(calls))
        return heard


@asynccontextmanager
async def writer(mongo_uri: str, document: bytes, folder: Path) -> AsyncIterator[Worker]:
    """Writes that document, as BSON, again and again."""
    file = folder / "order.bson"
    file.write_bytes(document)
    async with _worker("bench.limits.writes", mongo_uri, str(file)) as worker:
        yield worker


@asynccontextmanager
async def listener(mongo_uri: str, writer: Worker) -> AsyncIterator[Listener]:
    """Listens already when it is given."""
    async with _worker("bench.limits.changes", mongo_uri) as worker:
        await worker.line()
        yield Listener(writer, worker)


@asynccontextmanager
async def _worker(module: str, *arguments: str) -> AsyncIterator[Worker]:
    command = [sys.executable, "-m", module, *arguments]
    child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
    try:
        yield Worker(child)
    finally:
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()
