"""mongod as a replica set of one, which change streams and majority writes need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.local.binaries import MONGOD, find
from deploy.local.probes import tcp
from deploy.local.process import Probe, Process

_NOT_YET_INITIALIZED = 94
_SET = "rs0"

# A small cache and oplog, unless more is asked for: this is one restaurant on somebody's machine.
# Journaling and majority commits stay as in production. Nobody takes over when a set of one stops,
# so it need not wait.
_COMMON = [
    *("--replSet", _SET, "--bind_ip", "127.0.0.1", "--nounixsocket", "--quiet"),
    *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=0"),
    *("--setParameter", "diagnosticDataCollectionEnabled=false"),
]
# Journal files of 16 MB instead of 100 MB made ahead: tests start many of these.
_TEST: list[str | Path] = ["--wiredTigerEngineConfigString", "log=(file_max=16MB,prealloc=false)"]


def uri(port: int) -> str:
    """What HERE2ORDER_MONGODB_URI takes."""
    return f"mongodb://127.0.0.1:{port}/?replicaSet={_SET}"


async def start(
    *,
    port: int,
    data: Path,
    log: Path,
    for_tests: bool = False,
    oplog_megabytes: int = 256,
    cache_gigabytes: float = 0.25,
    more: Sequence[str] = (),
) -> Process:
    """Starts it on its data folder, with `more` options, and returns when it is primary.

    Raises:
        ComponentFailedError: it ended, or is no primary after 90 s.
        MissingProgramError: there is no mongod on this machine.
        OperationFailure: the data folder belongs to another port.
    """
    data.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [find(MONGOD), "--port", str(port), "--dbpath", data, *_COMMON]
    command += ["--wiredTigerCacheSizeGB", str(cache_gigabytes)]
    command += ["--oplogSize", str(oplog_megabytes), *more, *(_TEST if for_tests else [])]
    process = Process.start("mongod", command, log=log)
    async with process.coming_up():
        await process.ready(tcp(port))
        await process.ready(_primary(port))
    return process


def _primary(port: int) -> Probe:
    """It takes writes; becomes a set of one if it is in none yet."""
    # Polling: the second connection of a client that streams might be cut off by its end.
    there = f"mongodb://127.0.0.1:{port}/?directConnection=true&serverMonitoringMode=poll"

    async def probe() -> bool:
        async with AsyncMongoClient[dict[str, Any]](there, serverSelectionTimeoutMS=2000) as client:
            try:
                hello = await client.admin.command("hello")
            except PyMongoError:
                return False
            if "setName" not in hello:
                await _make_a_set(client, port)
            return bool(hello["isWritablePrimary"])

    return probe


async def _make_a_set(client: AsyncMongoClient[dict[str, Any]], port: int) -> None:
    try:
        await client.admin.command("replSetGetStatus")
    except OperationFailure as failure:
        if failure.code != _NOT_YET_INITIALIZED:
            raise
        member = {"_id": 0, "host": f"127.0.0.1:{port}"}
        await client.admin.command("replSetInitiate", {"_id": _SET, "members": [member]})
