"""How Twilio's client reaches Twilio.

The SDK's own asynchronous transport signs in by a way that aiohttp has given up, and sends forms
where JSON is asked for. The SDK lets one hand in another; this one does no more than that.
"""

import logging
from collections.abc import Mapping
from typing import Any

import aiohttp
from twilio.http import AsyncHttpClient
from twilio.http.response import Response

_log = logging.getLogger(__name__)
_JSON = "application/json"


class TwilioHttp(AsyncHttpClient):
    """One pool of connections. Tries nothing again by itself: we know what is safe."""

    def __init__(self) -> None:
        """For a running loop; `close` it."""
        super().__init__(_log, is_async=True)
        self.session = aiohttp.ClientSession()

    async def request(  # type: ignore[override]
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - the SDK's own word; callers bound it
        allow_redirects: bool = False,
    ) -> Response:
        """One call. Raises aiohttp.ClientError, TimeoutError."""
        sent = dict(headers or {})
        if auth is not None:
            sent["Authorization"] = aiohttp.encode_basic_auth(*auth)
        as_json = sent.get("Content-Type") == _JSON
        async with self.session.request(
            method,
            url,
            params=params,
            data=None if as_json else data,
            json=data if as_json else None,
            headers=sent,
            timeout=aiohttp.ClientTimeout(total=timeout),
            allow_redirects=allow_redirects,
        ) as reply:
            return Response(reply.status, await reply.text(), reply.headers)

    async def close(self) -> None:
        """Hangs up."""
        await self.session.close()
