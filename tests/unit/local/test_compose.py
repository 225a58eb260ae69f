"""docker-compose.yml says the same as the local stack, as far as a file can be held against it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from deploy.local.home import Home, environment
from deploy.local.ports import Ports
from deploy.toolchain.paths import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = [name for name, it in SERVICES.items() if it["image"] == "here2order"]


def test_it_has_every_part_of_the_local_stack() -> None:
    assert set(SERVICES) >= {"mongod", "temporal", "clerk", "server", "worker", "web", "envoy"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - set(OURS)))
def test_images_of_others_are_pinned(name: str) -> None:
    assert re.search(r":\D*\d+\.\d+\.\d+$", SERVICES[name]["image"])


@pytest.mark.parametrize("name", OURS)
def test_our_programs_get_every_setting_of_the_local_stack(name: str, tmp_path: Any) -> None:
    local = set(environment(Home(tmp_path), Ports()))
    # Where the server listens is its default, on the network that Envoy shares.
    assert set(SERVICES[name]["environment"]) == local - {"HERE2ORDER_LISTEN"}


@pytest.mark.parametrize("name", OURS)
def test_our_programs_run_without_rights(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["read_only"] is True


def test_everybody_who_is_found_on_127_0_0_1_shares_the_servers_network() -> None:
    for name in ("clerk", "worker", "web", "envoy", "seed"):
        assert SERVICES[name]["network_mode"] == "service:server"


def test_only_envoy_is_reached_from_outside() -> None:
    published = [port for it in SERVICES.values() for port in it.get("ports", [])]
    assert published == [f"{Ports().origin}:{Ports().origin}"]


def test_no_secret_stands_in_it() -> None:
    secret = SERVICES["server"]["environment"]["HERE2ORDER_TOKEN_SECRET"]
    assert secret.startswith("${HERE2ORDER_TOKEN_SECRET:?")


def test_every_volume_is_declared_and_used() -> None:
    used = {
        volume.split(":")[0]
        for it in SERVICES.values()
        for volume in it.get("volumes", [])
        if not volume.startswith(".")
    }
    assert used == set(COMPOSE["volumes"])
