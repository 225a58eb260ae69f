"""Puts the account behind HTTP."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import encode_basic_auth, web

from sandbox.twilio import contents, messages, page, steering
from sandbox.twilio.account import (
    ACCOUNT,
    ACCOUNT_SID,
    AUTH_TOKEN,
    SMS_FROM,
    WHATSAPP_FROM,
    Account,
)
from sandbox.twilio.client import TwilioSteering
from sandbox.twilio.errors import ApiError, Handler, answer_errors

HOST = "127.0.0.1"
_API_PATHS = ("/2010-04-01/", "/v1/")


@web.middleware
async def require_token(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The API takes the account's token and nothing else."""
    if request.path.startswith(_API_PATHS) and not _is_known(request):
        raise ApiError(20003)
    return await handler(request)


def _is_known(request: web.Request) -> bool:
    account = request.app[ACCOUNT]
    named = request.match_info.get("account", account.sid)
    wanted = encode_basic_auth(account.sid, account.auth_token)
    return named == account.sid and request.headers.get("Authorization") == wanted


def build_app(account: Account, callback_url: str) -> web.Application:
    """Every route of the sandbox, over one account."""
    app = web.Application(middlewares=[answer_errors, require_token])
    app[ACCOUNT] = account
    app[steering.CALLBACK_URL] = callback_url
    for part in (messages, contents, steering, page):
        app.add_routes(part.routes)
    return app


@dataclass(slots=True)
class RunningTwilio:
    """A served account. `close` ends it; its state stays in the data directory."""

    url: str
    account: Account
    steering: TwilioSteering
    _runner: web.AppRunner

    async def close(self) -> None:
        """Stops listening and telling, drops whoever still waits, and closes the file."""
        await self.steering.close()
        await self._runner.cleanup()
        await self.account.callbacks.close()
        self.account.store.close()


async def start(
    data: Path,
    port: int = 0,
    *,
    callback_url: str | None = None,
    deliver_to: str = "",
    account_sid: str = ACCOUNT_SID,
    auth_token: str = AUTH_TOKEN,
    sms_from: str = SMS_FROM,
    whatsapp_from: str = WHATSAPP_FROM,
    pace_seconds: float = 0.0,
    now: Callable[[], float] | None = None,
    host: str = HOST,
) -> RunningTwilio:
    """Serves the account under `data` on 127.0.0.1; port 0 takes a free one.

    What phones write goes to `callback_url`; a message's statuses to where its sender said.
    `deliver_to` connects both to another origin, and signs the addresses as they are.
    Raises OSError when the port is taken.
    """
    account = Account.open(data, account_sid, auth_token, sms_from, whatsapp_from)
    account.pace_seconds, account.callbacks.deliver_to = pace_seconds, deliver_to
    account.now = now or account.now
    runner = web.AppRunner(
        build_app(account, callback_url or ""),
        access_log=None,
        shutdown_timeout=0.2,
        handler_cancellation=True,
    )
    try:
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        account.store.close()
        raise
    account.url = f"http://{HOST}:{runner.addresses[0][1]}"
    return RunningTwilio(account.url, account, TwilioSteering(account.url), runner)
