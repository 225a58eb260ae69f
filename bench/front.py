"""What stands around the server: an Envoy that lets everything through, and the server's count."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import yaml
from prometheus_client.parser import text_string_to_metric_families

from deploy.local import envoy
from deploy.local.ports import Ports
from deploy.local.process import Process

# One origin's limit of calls would be what is measured.
_NO_LIMIT = {"max_tokens": 1_000_000, "tokens_per_fill": 1_000_000, "fill_interval": "0.1s"}


async def start_unlimited_envoy(folder: Path, ports: Ports) -> Process:
    """The repository's envoy.yaml on these ports, without its limit of calls.

    Raises ComponentFailedError, MissingProgramError.
    """
    # Asked for its health as in production: ten times as often is a part of what is measured.
    config = envoy.render(ports, health_interval=None)
    _lift_limits(config)
    file = folder / "envoy.yaml"
    file.write_text(yaml.safe_dump(config))
    return await envoy.start(config=file, admin_port=ports.admin, log=folder / "envoy.log")


async def calls_by_outcome(metrics_port: int, rpc: str) -> dict[str, float]:
    """How many calls of /package.Service/Method have ended, as the server itself counts them."""
    url = f"http://127.0.0.1:{metrics_port}/metrics"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        families = text_string_to_metric_families(await answer.text())
    return {
        sample.labels["outcome"]: sample.value
        for family in families
        for sample in family.samples
        if sample.name == "here2order_calls_total" and sample.labels["rpc"] == rpc
    }


def _lift_limits(config: object) -> None:
    if isinstance(config, dict):
        if "token_bucket" in config:
            config["token_bucket"] = _NO_LIMIT
        for part in config.values():
            _lift_limits(part)
    elif isinstance(config, list):
        for part in config:
            _lift_limits(part)
