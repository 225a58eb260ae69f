"""Stripe and Twilio for whole flows, and the doors at which they call."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bench.guests import ACCOUNT, RESTAURANT
from sandbox import stripe, twilio
from sandbox.stripe import RunningStripe
from sandbox.twilio import RunningTwilio
from server.billing.stripe_events.service import StripeEvents
from server.clock import SystemClock
from server.notifications.messages.repository import COLLECTION
from server.notifications.opt_outs.repository import OptOuts
from server.notifications.twilio.account import callback_url
from server.notifications.twilio.events import TwilioEvents
from server.storage.client import Database
from server.storage.inbox import Inbox
from tests.support.serving import served
from tests.support.twilio import door

#: Nobody listens there: what is told goes to the door.
PUBLIC_URL = "http://here2order.bench"
_ON_THEIR_WAY = {"restaurant_id": RESTAURANT, "open": True}
_LOOK_SECONDS, _MOST_SECONDS = 0.05, 60


@asynccontextmanager
async def paying(folder: Path, database: Database) -> AsyncIterator[RunningStripe]:
    """A Stripe whose events are proved and kept."""
    running = await stripe.start(folder / "stripe")
    try:
        await running.steering.account(ACCOUNT)
        events = StripeEvents(Inbox(database, SystemClock()), [running.webhook_secret])

        async def receive(request: web.Request) -> web.Response:
            await events.receive(await request.read(), request.headers["Stripe-Signature"])
            return web.json_response({})

        app = web.Application()
        app.router.add_post("/webhooks/stripe", receive)
        async with served(app) as origin:
            url = f"{origin}/webhooks/stripe"
            await running.steering.endpoint(url, running.webhook_secret)
            yield running
    finally:
        await running.close()


@dataclass(frozen=True, slots=True)
class Phones:
    """What is sent to them stays on its way until it may arrive."""

    twilio: RunningTwilio
    database: Database

    async def receive(self) -> None:
        """All of it arrives now. Returns when no message's workflow waits any more."""
        callbacks = self.twilio.account.callbacks
        callbacks.release()
        await callbacks.idle()
        async with asyncio.timeout(_MOST_SECONDS):
            while await self._is_any_on_its_way():  # noqa: ASYNC110 - a handful of looks a turn
                await asyncio.sleep(_LOOK_SECONDS)
        callbacks.manner.held = True

    async def _is_any_on_its_way(self) -> bool:
        return await self.database[COLLECTION].find_one(_ON_THEIR_WAY, {"_id": 1}) is not None


@asynccontextmanager
async def telling(folder: Path, database: Database) -> AsyncIterator[Phones]:
    """A Twilio whose callbacks are proved and kept."""
    clock = SystemClock()
    inbox, opt_outs, url = Inbox(database, clock), OptOuts(database), callback_url(PUBLIC_URL)
    token = twilio.account.AUTH_TOKEN
    events = TwilioEvents(inbox, opt_outs, clock, token=token, url=url)
    async with door(events.receive) as origin:
        running = await twilio.start(folder / "twilio", deliver_to=origin)
        try:
            running.account.callbacks.manner.held = True
            yield Phones(running, database)
        finally:
            await running.close()
