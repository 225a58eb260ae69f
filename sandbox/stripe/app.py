"""Puts the account behind HTTP."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox.stripe import (
    accounts,
    balance,
    browser,
    charges,
    customers,
    disputes,
    events,
    fates,
    idempotency,
    overview,
    payment_intents,
    payment_methods,
    refunding,
    refunds,
    reversals,
    steering,
    steering_faults,
    steering_payments,
    steering_webhooks,
    wire,
)
from sandbox.stripe.client import StripeSteering
from sandbox.stripe.instance import INSTANCE, PUBLISHABLE_KEY, SECRET_KEY, Instance

HOST = "127.0.0.1"

_PARTS = (
    payment_intents,
    payment_methods,
    charges,
    balance,
    refunds,
    reversals,
    customers,
    accounts,
    disputes,
    events,
    steering,
    steering_faults,
    steering_payments,
    steering_webhooks,
    browser,
    overview,
)


def build_app(instance: Instance) -> web.Application:
    """Every route of the sandbox, over one account."""
    app = web.Application(middlewares=[wire.answer_calls, wire.answer_steering])
    app[INSTANCE] = instance
    idempotency.prepare(app)
    fates.prepare(instance)
    refunding.prepare(instance)
    for part in _PARTS:
        app.add_routes(part.routes)
    return app


@dataclass(slots=True)
class RunningStripe:
    """A served account. `close` ends it; its state stays in the data directory."""

    url: str
    instance: Instance
    steering: StripeSteering
    _runner: web.AppRunner

    @property
    def secret_key(self) -> str:
        """The key of a server."""
        return self.instance.secret_key

    @property
    def publishable_key(self) -> str:
        """The key of a page."""
        return self.instance.publishable_key

    @property
    def webhook_secret(self) -> str:
        """Signs what is delivered to the `webhook_url` it was started with."""
        return self.instance.webhook_secret

    @property
    def script_url(self) -> str:
        """Where a page loads the stand-in of Stripe.js from."""
        return self.url + "/v3/stripe.js"

    async def close(self) -> None:
        """Stops listening and telling, drops whoever still waits, and closes the file."""
        await self.steering.close()
        self.instance.timers.close()
        await self._runner.cleanup()
        await self.instance.deliveries.close()
        self.instance.store.close()


async def start(
    data: Path,
    port: int = 0,
    *,
    webhook_url: str | None = None,
    webhook_secret: str | None = None,
    secret_key: str = SECRET_KEY,
    publishable_key: str = PUBLISHABLE_KEY,
    host: str = HOST,
) -> RunningStripe:
    """Serves the account under `data` on 127.0.0.1; port 0 takes a free one.

    Events go to `webhook_url`, signed with `webhook_secret` (made and kept if not given).
    Raises OSError when the port is taken.
    """
    instance = Instance.open(data, secret_key, publishable_key, webhook_secret)
    runner = web.AppRunner(build_app(instance), access_log=None, shutdown_timeout=1.0)
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        instance.store.close()
        raise
    instance.url = f"http://{HOST}:{runner.addresses[0][1]}"
    if webhook_url:
        events.make_endpoint(instance, webhook_url, instance.webhook_secret, ["*"])
        instance.store.commit()
    await instance.deliveries.start()
    instance.timers.arm()
    return RunningStripe(instance.url, instance, StripeSteering(instance.url), runner)
