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
OF_OTHERS = [name for name, it in SERVICES.items() if "build" not in it]
#: Of the local vendors: people sign in, pay, and read SMS there.
VENDORS = [Ports().clerk, Ports().stripe, Ports().twilio]


def test_it_has_every_part_of_the_local_stack() -> None:
    assert set(SERVICES) >= {
        *("mongod", "temporal", "clerk", "stripe", "twilio"),
        *("server", "worker", "web", "envoy"),
    }


@pytest.mark.parametrize("name", OF_OTHERS)
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
    for name in ("clerk", "stripe", "twilio", "worker", "web", "envoy", "seed"):
        assert SERVICES[name]["network_mode"] == "service:server"


def test_only_envoy_is_reached_from_outside_and_the_vendors_from_this_machine() -> None:
    published = {port for it in SERVICES.values() for port in it.get("ports", [])}
    vendors = {f"127.0.0.1:{port}:{port}" for port in VENDORS}
    assert published == {f"{Ports().origin}:{Ports().origin}"} | vendors


def test_no_secret_stands_in_it() -> None:
    settings = SERVICES["server"]["environment"]
    assert settings["HERE2ORDER_TOKEN_SECRET"].startswith("${HERE2ORDER_TOKEN_SECRET:?")
    for name in ("CLERK_WEBHOOK_SECRET", "STRIPE_WEBHOOK_SECRETS", "TWILIO_AUTH_TOKEN"):
        assert settings[f"HERE2ORDER_{name}"].endswith("${HERE2ORDER_TOKEN_SECRET}")


@pytest.mark.parametrize("vendor", ["clerk", "stripe", "twilio"])
def test_a_local_vendor_signs_with_what_the_server_believes(vendor: str) -> None:
    settings = SERVICES["server"]["environment"]
    signs = {"clerk": "CLERK_WEBHOOK_SECRET", "stripe": "STRIPE_WEBHOOK_SECRETS"}
    secret = settings[f"HERE2ORDER_{signs.get(vendor, 'TWILIO_AUTH_TOKEN')}"]
    assert SERVICES[vendor]["command"][-1] == secret


def test_envoys_image_is_built_from_a_pinned_one_with_the_contract() -> None:
    dockerfile = (ROOT / "deploy/docker/Dockerfile").read_text()
    assert re.search(r"^FROM envoyproxy/envoy:\S+\d+\.\d+\.\d+ AS envoy$", dockerfile, re.MULTILINE)
    assert SERVICES["envoy"]["build"]["target"] == "envoy"
    envoy = yaml.safe_load((ROOT / "envoy.yaml").read_text())
    listener = envoy["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]
    filters = {it["name"]: it for it in listener["typed_config"]["http_filters"]}
    transcoder = filters["envoy.filters.http.grpc_json_transcoder"]["typed_config"]
    assert f" {transcoder['proto_descriptor']}\n" in dockerfile


def test_every_volume_is_declared_and_used() -> None:
    used = {
        volume.split(":")[0]
        for it in SERVICES.values()
        for volume in it.get("volumes", [])
        if not volume.startswith(".")
    }
    assert used == set(COMPOSE["volumes"])
