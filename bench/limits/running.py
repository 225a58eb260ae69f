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

from bench.load import Load
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
class Writer:
    """Inserts on demand: its own load, and the only process that it is."""

    child: Child

    @property
    def pid(self) -> int:
        """Of the client that writes."""
        return self.child.pid

    async def run(self, calls: int) -> Load:
        """So many inserts."""
        said, answers = self.child.stdin, self.child.stdout
        assert said is not None and answers is not None  # noqa: S101, PT018 - both are pipes
        said.write(f"{calls}\n".encode())
        return Load(**json.loads(await answers.readline()))


@asynccontextmanager
async def writer(mongo_uri: str, document: bytes, folder: Path) -> AsyncIterator[Writer]:
    """Writes that document, as BSON, again and again."""
    file = folder / "order.bson"
    file.write_bytes(document)
    command = [sys.executable, "-m", "bench.limits.writes", mongo_uri, str(file)]
    child = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, cwd=ROOT)
    try:
        yield Writer(child)
    finally:
        if child.stdin is not None:
            child.stdin.close()
        await child.wait()
