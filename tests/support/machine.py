"""All that a payment needs, each a process of its own, to be killed and started again.

The server, the workflows' program and Temporal can be killed; what keeps and what is outside stays:
mongod, Envoy, and the local Stripe, whose events come through Envoy.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import grpc
import pytest

from deploy.local.home import Home
from deploy.local.ports import Ports, free_port
from deploy.local.process import Process
from deploy.local.programs import start_api, start_worker
from sandbox.clerk import ClerkClient, RunningClerk
from sandbox.stripe import RunningStripe
from sandbox.stripe import start as start_stripe
from tests.support.api import Api
from tests.support.components import Mongod, StartEnvoy, Temporal

SERVER, WORKER, TEMPORAL = "server", "worker", "temporal"
VICTIMS = (SERVER, WORKER, TEMPORAL)

#: Clients that come back at once, as ours do.
_CHANNEL = [
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 300),
    ("grpc.use_local_subchannel_pool", 1),
]


@dataclass(slots=True)
class Machine:
    """A house's computers."""

    home: Home
    ports: Ports
    environment: Mapping[str, str]
    clerk: ClerkClient
    api: Api
    stripe: RunningStripe
    temporal: Temporal
    _programs: dict[str, Process] = field(default_factory=dict)

    async def start(self, name: str) -> None:
        """Returns when it is ready."""
        if name == TEMPORAL:
            await self.temporal.start()
        elif name == SERVER:
            self._programs[name] = await start_api(self.home, self.ports, self.environment)
        else:
            self._programs[name] = await start_worker(self.home, self.environment)

    def kill(self, name: str) -> None:
        """kill -9."""
        if name == TEMPORAL:
            self.temporal.kill()
        else:
            self._programs.pop(name).kill()

    async def stop(self) -> None:
        """The evening is over."""
        for program in self._programs.values():
            await program.stop()

    async def sign_up(self, name: str) -> tuple[str, str]:
        """Somebody new at Clerk: user id and a session token."""
        user = await self.clerk.create_user(f"{name}-{secrets.token_hex(4)}@example.com")
        return user.id, await self.clerk.sign_in(user.id, expires_in_seconds=3600)


@pytest.fixture
async def machine(
    tmp_path: Path,
    mongod_server: Mongod,
    database: str,
    clerk_server: RunningClerk,
    own_temporal: Temporal,
    start_envoy: StartEnvoy,
) -> AsyncIterator[Machine]:
    """Everything runs; what still runs is stopped with the test."""
    port = free_port()
    envoy = await start_envoy(port)
    async with AsyncExitStack() as later:
        stripe = await start_stripe(
            tmp_path / "stripe", webhook_url=f"{envoy.origin}/webhooks/stripe"
        )
        later.push_async_callback(stripe.close)
        channel = grpc.aio.insecure_channel(f"127.0.0.1:{port}", options=_CHANNEL)
        await later.enter_async_context(channel)
        clerk = ClerkClient(clerk_server.url, clerk_server.secret_key)
        await later.enter_async_context(clerk)
        environment = {
            "HERE2ORDER_MONGODB_URI": mongod_server.uri,
            "HERE2ORDER_DATABASE": database,
            "HERE2ORDER_LISTEN": f"127.0.0.1:{port}",
            "HERE2ORDER_TOKEN_SECRET": secrets.token_hex(32),
            "HERE2ORDER_CLERK_ISSUER": clerk_server.issuer,
            "HERE2ORDER_CLERK_JWKS_URL": clerk_server.jwks_url,
            "HERE2ORDER_TEMPORAL_ADDRESS": own_temporal.address,
            "HERE2ORDER_PUBLIC_URL": envoy.origin,
            **_stripe_settings(stripe),
        }
        made = Machine(
            home=Home(tmp_path / "machine"),
            ports=Ports(api=(port,)),
            environment=environment,
            clerk=clerk,
            api=Api(channel),
            stripe=stripe,
            temporal=own_temporal,
        )
        later.push_async_callback(made.stop)
        for name in (SERVER, WORKER):
            await made.start(name)
        yield made


def _stripe_settings(stripe: RunningStripe) -> dict[str, str]:
    return {
        "HERE2ORDER_STRIPE_SECRET_KEY": stripe.secret_key,
        "HERE2ORDER_STRIPE_PUBLISHABLE_KEY": stripe.publishable_key,
        "HERE2ORDER_STRIPE_SCRIPT_URL": stripe.script_url,
        "HERE2ORDER_STRIPE_API_URL": stripe.url,
        "HERE2ORDER_STRIPE_WEBHOOK_SECRETS": stripe.webhook_secret,
    }
