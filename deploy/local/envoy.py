"""Envoy with the repository's own envoy.yaml, or with the same on other ports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from deploy.local.binaries import ENVOY, find
from deploy.local.ports import Ports
from deploy.local.probes import http
from deploy.local.process import Process
from deploy.toolchain.paths import ROOT

CONFIG = ROOT / "envoy.yaml"


def render(ports: Ports, *, health_interval: str | None = "0.1s") -> dict[str, Any]:
    """envoy.yaml for other ports: everything else stays, but bound to this machine alone.

    The server's cluster gets as many endpoints as `ports.api` has, asked for their health at
    `health_interval`, since a test waits for it; None leaves it as in the file.
    """
    config: dict[str, Any] = yaml.safe_load(CONFIG.read_text())
    resources = config["static_resources"]
    _listen(config["admin"]["address"], ports.admin)
    _listen(_named(resources["listeners"], "origin")["address"], ports.origin)
    _endpoints(_named(resources["clusters"], "web"), (ports.web,))
    server = _named(resources["clusters"], "server")
    _endpoints(server, ports.api)
    for check in server["health_checks"] if health_interval else ():
        for when in ("interval", "no_traffic_interval", "unhealthy_interval"):
            check[when] = health_interval
        check.pop("initial_jitter", None)
    return config


async def start(*, config: Path, admin_port: int, log: Path) -> Process:
    """Starts it, and returns when it has taken its configuration.

    Raises:
        ComponentFailedError: it refused the configuration, or a port is busy.
        MissingProgramError: there is no envoy on this machine.
    """
    # No hot restart: it shares memory between Envoys by number, and two stacks may run here.
    command: list[str | Path] = [find(ENVOY), "-c", config, "--disable-hot-restart"]
    command += ["--log-level", "warn", "--concurrency", "2"]
    process = Process.start("envoy", command, log=log)  # from the root: it names gen/ from there
    async with process.coming_up():
        await process.ready(http(admin_port, "/ready"))
    return process


def _named(things: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(thing for thing in things if thing["name"] == name)


def _listen(address: dict[str, Any], port: int) -> None:
    address["socket_address"] |= {"address": "127.0.0.1", "port_value": port}


def _endpoints(cluster: dict[str, Any], ports: tuple[int, ...]) -> None:
    cluster["load_assignment"]["endpoints"] = [
        {
            "lb_endpoints": [
                {"endpoint": {"address": {"socket_address": _at(port)}}} for port in ports
            ]
        }
    ]


def _at(port: int) -> dict[str, Any]:
    return {"address": "127.0.0.1", "port_value": port}
