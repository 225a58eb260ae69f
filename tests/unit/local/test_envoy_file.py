"""The repository's envoy.yaml as a file."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from typing import Any

import yaml

from deploy.local import binaries, envoy
from deploy.local.ports import Ports
from deploy.toolchain.paths import ROOT


def test_the_file_is_valid_as_it_stands() -> None:
    command = [str(binaries.find(binaries.ENVOY)), "--mode", "validate", "-c", str(envoy.CONFIG)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_listens_to_the_ports_of_the_local_stack() -> None:
    config, ports = yaml.safe_load(envoy.CONFIG.read_text()), Ports()
    clusters = {it["name"]: it for it in config["static_resources"]["clusters"]}
    assert _ports(config["admin"]) == [ports.admin]
    assert _ports(config["static_resources"]["listeners"]) == [ports.origin]
    assert _ports(clusters["server"]) == list(ports.api)
    assert _ports(clusters["web"]) == [ports.web]


def test_rendering_moves_every_port_and_binds_to_this_machine_alone() -> None:
    ports = Ports(origin=1, admin=2, web=3, api=(4, 5))
    assert _ports(envoy.render(ports)) == [1, 2, 3, 4, 5]
    assert "0.0.0.0" not in yaml.safe_dump(envoy.render(ports))  # noqa: S104


def _ports(config: Any) -> list[int]:
    return sorted(_walk(config))


def _walk(config: Any) -> Iterator[int]:
    if isinstance(config, dict):
        for key, value in config.items():
            yield from [value] if key == "port_value" else _walk(value)
    elif isinstance(config, list):
        for value in config:
            yield from _walk(value)
