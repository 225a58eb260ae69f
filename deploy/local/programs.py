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
from server.config import Settings
from server.notifications.twilio.account import account_of
from server.notifications.twilio.templates import make_templates


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
    command += ["--secret-key", env["HERE2ORDER_CLERK_SECRET_KEY"]]
    command += ["--webhook-url", webhook_url(ports, "clerk")]
    command += ["--webhook-secret", env["HERE2ORDER_CLERK_WEBHOOK_SECRET"]]
    process = Process.start("clerk", command, log=home.log("clerk"), env=env)
    return await _ready(process, http(ports.clerk, "/.well-known/jwks.json"))


async def start_stripe(home: Home, ports: Ports, env: Mapping[str, str]) -> Process:
    """The sandbox's money; ready when it says what it has."""
    command: list[str | Path] = [sys.executable, "-m", "sandbox.stripe"]
    command += ["--port", str(ports.stripe), "--data", home.stripe]
    command += ["--secret-key", env["HERE2ORDER_STRIPE_SECRET_KEY"]]
    command += ["--publishable-key", env["HERE2ORDER_STRIPE_PUBLISHABLE_KEY"]]
    command += ["--webhook-url", webhook_url(ports, "stripe")]
    command += ["--webhook-secret", env["HERE2ORDER_STRIPE_WEBHOOK_SECRETS"].partition(",")[0]]
    process = Process.start("stripe", command, log=home.log("stripe"), env=env)
    return await _ready(process, http(ports.stripe, "/_sandbox/state"))


async def start_twilio(home: Home, ports: Ports, env: Mapping[str, str]) -> Process:
    """The sandbox's phones; ready when it says what they have received."""
    command: list[str | Path] = [sys.executable, "-m", "sandbox.twilio"]
    command += ["--port", str(ports.twilio), "--data", home.twilio]
    command += ["--callback-url", f"{env['HERE2ORDER_PUBLIC_URL']}/webhooks/twilio"]
    command += ["--account-sid", env["HERE2ORDER_TWILIO_ACCOUNT_SID"]]
    command += ["--auth-token", env["HERE2ORDER_TWILIO_AUTH_TOKEN"]]
    command += ["--sms-from", env["HERE2ORDER_TWILIO_SMS_FROM"]]
    command += ["--whatsapp-from", env["HERE2ORDER_TWILIO_WHATSAPP_FROM"]]
    process = Process.start("twilio", command, log=home.log("twilio"), env=env)
    async with process.coming_up():
        await process.ready(http(ports.twilio, "/_sandbox/state"))
        # Who has not written to us lately gets only these by WhatsApp. Made once, as at Twilio.
        if account := account_of(Settings.from_environment(env)):
            await make_templates(account)
    return process


def webhook_url(ports: Ports, vendor: str) -> str:
    """Where a vendor's events go: through Envoy, as they would from outside."""
    return f"http://127.0.0.1:{ports.origin}/webhooks/{vendor}"


async def start_web(home: Home, ports: Ports, env: Mapping[str, str]) -> Process:
    """The pages and pictures; ready when the guest page comes."""
    command = [sys.executable, "-m", "deploy.local.web", "--port", str(ports.web)]
    process = Process.start("web", command, log=home.log("web"), env=env)
    return await _ready(process, http(ports.web, "/healthz"))


async def _ready(process: Process, *probes: Probe) -> Process:
    async with process.coming_up():
        for probe in probes:
            await process.ready(probe)
    return process


def _says(log: Path, pattern: str) -> Probe:
    async def probe() -> bool:
        return re.search(pattern, log.read_text(errors="replace")) is not None

    return probe
