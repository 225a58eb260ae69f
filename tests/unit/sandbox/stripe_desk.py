"""A sandbox Stripe with the official SDK at its counter, and somebody who hears its webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import stripe
from aiohttp import web
from stripe import PaymentIntent, StripeClient

from sandbox.stripe import RunningStripe, StripeSteering

ACCOUNT = "acct_chakara0001"


@dataclass(slots=True)
class Desk:
    """One sandbox and one client, as this product's server has it."""

    running: RunningStripe
    sdk: StripeClient

    @property
    def steer(self) -> StripeSteering:
        """What payers, banks and time do."""
        return self.running.steering

    async def intent(
        self, amount: int = 5000, *, key: str | None = None, **more: Any
    ) -> PaymentIntent:
        """A PaymentIntent as the server makes one."""
        params: dict[str, Any] = {
            "amount": amount,
            "currency": "inr",
            "automatic_payment_methods": {"enabled": True},
            "transfer_data": {"destination": ACCOUNT},
            "on_behalf_of": ACCOUNT,
            "metadata": {"payment_id": "pay_1"},
        }
        options: Any = {"idempotency_key": key} if key else {}
        asked: Any = params | more
        return await self.sdk.v1.payment_intents.create_async(asked, options)

    async def paid(self, amount: int = 5000, means: str = "pm_card_visa") -> PaymentIntent:
        """A PaymentIntent that was paid by card."""
        made = await self.intent(amount)
        params: Any = {"payment_method": means}
        return await self.sdk.v1.payment_intents.confirm_async(made.id, params)

    async def event_types(self) -> list[str]:
        """What happened, oldest first."""
        events = await self.sdk.v1.events.list_async({"limit": 100})
        return [event.type for event in reversed(events.data)]


async def until(is_so: Callable[[], Awaitable[object]]) -> None:
    """Waits for a fact that is asked for."""
    async with asyncio.timeout(10):
        while not await is_so():
            await asyncio.sleep(0.01)


def client_of(running: RunningStripe, http: stripe.HTTPClient) -> StripeClient:
    """The SDK, sent to the sandbox instead of to Stripe."""
    return StripeClient(
        running.secret_key,
        base_addresses={"api": running.url},
        http_client=http,
        max_network_retries=0,
    )


@dataclass(slots=True)
class Listener:
    """A webhook endpoint: keeps what it is told, and answers with the planned statuses."""

    url: str = ""
    heard: list[tuple[bytes, str]] = field(default_factory=list)
    #: One per call; 200 when there are no more.
    answers: list[int] = field(default_factory=list)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hear(self, request: web.Request) -> web.Response:
        """One delivery."""
        body = await request.read()
        async with self._news:
            self.heard.append((body, request.headers["Stripe-Signature"]))
            self._news.notify_all()
        return web.Response(status=self.answers.pop(0) if self.answers else 200)

    async def until(self, is_so: Callable[[Listener], bool]) -> None:
        """Waits for what is heard."""
        async with asyncio.timeout(10), self._news:
            await self._news.wait_for(lambda: is_so(self))

    def types(self, secret: str) -> list[str]:
        """The kinds of what was truly signed, in the order of arrival."""
        return [stripe.Webhook.construct_event(*each, secret).type for each in self.heard]


async def close(http: stripe.HTTPClient) -> None:
    """Ends the SDK's connections; the SDK has no type for it."""
    ended: Awaitable[None] = http.close_async()  # type: ignore[no-untyped-call]
    await ended
