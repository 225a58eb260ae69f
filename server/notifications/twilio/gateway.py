"""Asking Twilio: to send a message, which ones there are, and what became of one."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from typing import TypeVar

import aiohttp
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from server.config import Settings
from server.notifications.contacts.domain import Channel
from server.notifications.messages.domain import Asked, Message
from server.notifications.twilio.account import TwilioAccount, account_of
from server.notifications.twilio.answers import Answer, Refused, Seen, Unclear
from server.notifications.twilio.client import async_client
from server.notifications.twilio.errors import UNREACHED
from server.notifications.twilio.http import TwilioHttp
from server.notifications.twilio.templates import NoTemplate, template_name, template_sid

T = TypeVar("T")

#: How long Twilio may take for one answer.
TIMEOUT_SECONDS = 8
#: Said by HTTP alone, or with a code that promises that nothing was done.
_SERVER_ERROR = 500
_SERVICE_UNAVAILABLE = 20503
_TEMPLATE_MISSING = 21655
_MOST_FOUND = 200


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator["TwilioGateway | None"]:
    """Twilio for as long as the block lasts; None if there is no account."""
    account = account_of(settings)
    gateway = TwilioGateway(account) if account else None
    try:
        yield gateway
    finally:
        if gateway is not None:
            await gateway.close()


class TwilioSilent(Exception):
    """A question that changes nothing got no answer; it may be asked again."""


class TwilioGateway:
    """Twilio, for one account."""

    def __init__(self, account: TwilioAccount, *, timeout_seconds: float = TIMEOUT_SECONDS) -> None:
        """Connects at the first question; `close` it. An answer may take `timeout_seconds`."""
        self._account = account
        self._seconds = timeout_seconds
        self._http: TwilioHttp | None = None
        self._made: Client | None = None
        self._templates: dict[str, str] = {}

    async def send(self, message: Message, asked: Asked) -> Answer:
        """Has Twilio send the message. Not idempotent: search after an Unclear answer."""
        try:
            how = await self._how(message, asked)
        except NoTemplate:
            return Refused(_TEMPLATE_MISSING)
        except TwilioSilent:
            return Refused(UNREACHED)
        try:
            async with asyncio.timeout(self._seconds):
                made = await self._client.messages.create_async(
                    to=self._address(asked.channel, asked.phone),
                    from_=self._address(asked.channel, self._from(asked.channel)),
                    status_callback=f"{self._account.callback_url}/{message.id}",
                    **how,
                )
        except (TwilioException, aiohttp.ClientError, TimeoutError, OSError) as error:
            return _answer_of(error)
        return _seen(made)

    async def find(self, message: Message, asked: Asked) -> Sequence[Seen]:
        """What Twilio has that may be this message, newest first. Raises TwilioSilent.

        Its words and its number tell it from others: see texts.py. Twilio searches by the time of
        sending too, but what waits to be sent has none.
        """
        found = await self._answered(
            self._client.messages.list_async(
                to=self._address(asked.channel, asked.phone),
                from_=self._address(asked.channel, self._from(asked.channel)),
                limit=_MOST_FOUND,
            )
        )
        return [_seen(one) for one in found if message.content.text in (one.body or "")]

    async def fetch(self, sid: str) -> Seen:
        """What became of one. Raises TwilioSilent."""
        return _seen(await self._answered(self._client.messages(sid).fetch_async()))

    async def close(self) -> None:
        """Hangs up."""
        self._made = None
        if self._http is not None:
            await self._http.close()
            self._http = None

    @property
    def _client(self) -> Client:
        if self._made is None:
            # Not before there is a loop.
            self._http = TwilioHttp()
            self._made = async_client(self._account, self._http)
        return self._made

    async def _how(self, message: Message, asked: Asked) -> dict[str, str]:
        content = message.content
        if not asked.template:
            return {"body": content.text}
        name = template_name(content.text_key, content.language)
        if name not in self._templates:
            self._templates[name] = await self._answered(template_sid(self._client, name))
        variables = {str(i): value for i, value in enumerate(content.variables, start=1)}
        return {"content_sid": self._templates[name], "content_variables": json.dumps(variables)}

    async def _answered(self, question: Awaitable[T]) -> T:
        try:
            async with asyncio.timeout(self._seconds):
                return await question
        except (TwilioException, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise TwilioSilent(f"{type(error).__name__}: {error}") from error

    def _from(self, channel: Channel) -> str:
        account = self._account
        return account.whatsapp_from if channel is Channel.WHATSAPP else account.sms_from

    def _address(self, channel: Channel, phone: str) -> str:
        return f"whatsapp:{phone}" if channel is Channel.WHATSAPP else phone


def _answer_of(error: Exception) -> Answer:
    """What an error says about whether Twilio took the message."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return Refused(UNREACHED)
    if not isinstance(error, TwilioRestException):
        return Unclear(f"{type(error).__name__}: {error}")
    code = error.code or 0
    if error.status >= _SERVER_ERROR and code != _SERVICE_UNAVAILABLE:
        return Unclear(f"HTTP {error.status}, code {code}")
    return Refused(code or error.status)


def _seen(made: MessageInstance) -> Seen:
    return Seen(str(made.sid), str(made.status), int(made.error_code or 0))
