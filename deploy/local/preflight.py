"""What would go wrong, said before anything is started: busy ports, a full disk, missing parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from deploy.local.binaries import ENVOY, MONGOD, TEMPORAL, MissingProgramError, find
from deploy.local.ports import is_free
from deploy.toolchain.paths import GEN

# mongod stops taking writes a little below this, and its journal needs room to grow.
_NEEDED_BYTES = 1 << 30


class PreflightError(Exception):
    """The stack cannot start here; every reason is a paragraph of the message."""


def check(ports: dict[str, int], home: Path, needed_bytes: int = _NEEDED_BYTES) -> None:
    """Looks at everything and reports it all at once.

    Raises:
        PreflightError: names each problem, and what to do.
    """
    problems = [*_programs(), *_generated(), *_disk(home, needed_bytes), *_ports(ports)]
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


def _disk(home: Path, needed_bytes: int) -> Iterator[str]:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    if free < needed_bytes:
        yield (
            f"The disk that holds {home} is nearly full: {free >> 20} MB left, "
            f"{needed_bytes >> 20} MB are needed.\n"
            f"  Do: make room, or delete {home} (the local restaurant starts anew)"
        )


def _ports(ports: dict[str, int]) -> Iterator[str]:
    busy = {name: port for name, port in ports.items() if not is_free(port)}
    holders = _listening(set(busy.values()))
    stack = next((found for found in map(_stack_of, holders.values()) if found), None)
    if stack is not None:
        yield (
            f"A local stack runs already: process {stack.pid}, in {stack.cwd()}.\n"
            f"  Do: use that one, or stop it (Ctrl-C there, or: kill {stack.pid})"
        )
        return
    for name, port in busy.items():
        yield f"Port {port} ({name}) is busy: {_holder(port, holders.get(port))}"


def _holder(port: int, holder: psutil.Process | None) -> str:
    """Who listens, and what to do about it."""
    if holder is None:
        return f"another user's program holds it.\n  See which: sudo ss -ltnp 'sport = :{port}'"
    with suppress(psutil.Error):
        command = " ".join(holder.cmdline())[:120]
        return f"process {holder.pid} holds it ({command}).\n  Do: stop it, or: kill {holder.pid}"
    return "a program that ended just now. Try again."


def _stack_of(holder: psutil.Process) -> psutil.Process | None:
    """The `make run` that started it."""
    with suppress(psutil.Error):
        for parent in holder.parents():
            if "deploy.local" in parent.cmdline():
                return parent
    return None


def _listening(ports: set[int]) -> dict[int, psutil.Process]:
    """Those of the ports' holders that this user may see."""
    found: dict[int, psutil.Process] = {}
    with suppress(psutil.Error):
        for connection in psutil.net_connections("tcp"):
            here = connection.laddr.port if connection.laddr else 0
            if connection.status == psutil.CONN_LISTEN and here in ports and connection.pid:
                found[here] = psutil.Process(connection.pid)
    return found
