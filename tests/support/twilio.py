"""The local Twilio for tests, and a door to which it delivers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

from sandbox.twilio import RunningTwilio
from server.notifications.twilio.account import TwilioAccount, callback_url
from tests.support.app import PUBLIC_URL
from tests.support.serving import served

#: Body, signature, and the message that the address names or "".
Receive = Callable[[bytes, str, str], Awaitable[None]]


def account_at(twilio: RunningTwilio, public_url: str = PUBLIC_URL) -> TwilioAccount:
    """What our side knows of the sandbox."""
    account = twilio.account
    return TwilioAccount(
        account_sid=account.sid,
        auth_token=account.auth_token,
        api_url=twilio.url,
        sms_from=account.sms_from,
        whatsapp_from=account.whatsapp_from,
        callback_url=callback_url(public_url),
    )


@asynccontextmanager
async def door(receive: Receive) -> AsyncIterator[str]:
    """Where Envoy would be: hands on what is posted to /webhooks/twilio; gives its origin."""

    async def post(request: web.Request) -> web.Response:
        signature = request.headers.get("X-Twilio-Signature", "")
        await receive(await request.read(), signature, request.match_info.get("message", ""))
        return web.json_response({})

    app = web.Application()
    app.router.add_post("/webhooks/twilio", post)
    app.router.add_post("/webhooks/twilio/{message}", post)
    async with served(app) as origin:
        yield origin


def folder_of(path: Path) -> Path:
    """Where a test's sandbox keeps what it knows."""
    return path / "twilio"
