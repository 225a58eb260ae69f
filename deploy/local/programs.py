"""Our own programs, as the local stack starts them."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path

from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.probes import health, http
from deploy.local.process import Probe, Process


async def start_api(
    home: Home, ports: Ports, env: Mapping[str, str], *, workers: int = 1
) -> Process:
    """The server; ready when every worker process says that it serves."""
    command = [sys.executable, "-m", "server", "--workers", str(workers)]
    process = Process.start("server", command, log=home.log("server"), env=env)
    return await _ready(process, *(health(port) for port in ports.api[:workers]))


async def start_worker(home: Home, env: Mapping[str, str]) -> Process:
    """Workflows and relay; ready when its log says so, as it listens to nothing one could ask."""
    command = [sys.executable, "-m", "workflows"]
    talking = {**env, "HERE2ORDER_LOG_LEVEL": "INFO"}
    process = Process.start("workflows", command, log=home.log("workflows"), env=talking)
    return await _ready(process, _says(home.log("workflows"), r"\bready\b"))


async def start_clerk(home: Home, ports: Ports, env: Mapping[str, str]) -> Process:
    """The sandbox's sign-in; ready when it publishes its keys."""
    command: list[str | Path] = [sys.executable, "-m", "sandbox.clerk"]
    command += ["--port", str(ports.clerk), "--data", home.clerk]
    process = Process.start("clerk", command, log=home.log("clerk"), env=env)
    return await _ready(process, http(ports.clerk, "/.well-known/jwks.json"))


async def start_web(home: Home, ports: Ports, env: Mapping[str, str]) -> Process:
    """The pages and pictures; ready when the guest page comes."""
    command = [sys.executable, "-m", "deploy.local.web", "--port", str(ports.web)]
    process = Process.start("web", command, log=home.log("web"), env=env)
    return await _ready(process, http(ports.web, "/healthz"))


async def _ready(process: Process, *probes: Probe) -> Process:
    try:
        for probe in probes:
            await process.ready(probe)
    except BaseException:
        await process.stop()
        raise
    return process


def _says(log: Path, pattern: str) -> Probe:
    async def probe() -> bool:
        return re.search(pattern, log.read_text(errors="replace")) is not None

    return probe
