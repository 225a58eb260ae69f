"""Temporal's dev server. Its file survives a stop, open workflows and timers included."""

from __future__ import annotations

from pathlib import Path

from deploy.local.binaries import TEMPORAL, find
from deploy.local.probes import health
from deploy.local.process import Process

_FRONTEND = "temporal.api.workflowservice.v1.WorkflowService"


def address(port: int) -> str:
    """What HERE2ORDER_TEMPORAL_ADDRESS takes."""
    return f"127.0.0.1:{port}"


async def start(*, port: int, file: Path, log: Path) -> Process:
    """Starts it on its file, and returns when workflows can be started.

    Raises:
        ComponentFailedError: it ended, or does not serve after 90 s.
        MissingProgramError: there is no temporal on this machine.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    command: list[str | Path] = [find(TEMPORAL), "server", "start-dev", "--headless"]
    command += ["--ip", "127.0.0.1", "--port", str(port), "--db-filename", file]
    command += ["--log-level", "warn"]
    process = Process.start("temporal", command, log=log)
    async with process.coming_up():
        await process.ready(health(port, _FRONTEND))
    return process
