"""What would go wrong, said before anything is started: busy ports, a full disk, missing parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import psutil

from deploy.local.binaries import ENVOY, MONGOD, TEMPORAL, MissingProgramError, find
from deploy.local.ports import is_free
from deploy.toolchain.paths import GEN

# mongod stops taking writes a little below this, and its journal needs room to grow.
_NEEDED_BYTES = 1 << 30


class PreflightError(Exception):
    """The stack cannot start here; every reason is a paragraph of the message."""


def check(ports: dict[str, int], home: Path) -> None:
    """Looks at everything and reports it all at once.

    Raises:
        PreflightError: names each problem, and what to do.
    """
    problems = [*_programs(), *_generated(), *_disk(home), *_ports(ports)]
    if problems:
        raise PreflightError("\n".join(problems))


def _programs() -> Iterator[str]:
    for program in (MONGOD, TEMPORAL, ENVOY):
        try:
            find(program)
        except MissingProgramError as missing:
            yield str(missing)


def _generated() -> Iterator[str]:
    if not (GEN / "descriptors.binpb").is_file():
        yield "The stubs are not generated yet.\n  Do: make generate"


def _disk(home: Path) -> Iterator[str]:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < _NEEDED_BYTES:
        yield (
            f"The disk that holds {home} is nearly full: {free >> 20} MB left, "
            f"{_NEEDED_BYTES >> 20} MB are needed.\n"
            f"  Do: make room, or delete {home} (the local restaurant starts anew)"
        )


def _ports(ports: dict[str, int]) -> Iterator[str]:
    for component, port in ports.items():
        if not is_free(port):
            yield f"Port {port} ({component}) is busy: {_holder(port)}"


def _holder(port: int) -> str:
    """Who listens, and what to do about it."""
    pid = _listening_pid(port)
    if pid is None:
        return f"another user's program holds it.\n  See which: sudo ss -ltnp 'sport = :{port}'"
    try:
        command = " ".join(psutil.Process(pid).cmdline())[:120]
    except psutil.Error:
        command = "a program that just ended or is not ours to see"
    return (
        f"process {pid} holds it ({command}).\n"
        f"  Do: stop it (another `make run`? Ctrl-C there), or: kill {pid}"
    )


def _listening_pid(port: int) -> int | None:
    try:
        connections = psutil.net_connections("tcp")
    except psutil.AccessDenied:
        return None
    return next(
        (
            connection.pid
            for connection in connections
            if connection.status == psutil.CONN_LISTEN
            and connection.laddr
            and connection.laddr.port == port
        ),
        None,
    )
