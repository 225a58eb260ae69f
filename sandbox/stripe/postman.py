"""Carries one event to one endpoint: the exact bytes, signed at that moment."""

import json
from collections.abc import Callable
from typing import Any

import aiohttp

from sandbox.stripe import signing
from sandbox.stripe.settings import Settings
from sandbox.stripe.store import Obj, Store, shown

_STALE_SECONDS = 3600


class Postman:
    """Posts deliveries. `close` ends its connections."""

    def __init__(self, store: Store, settings: Settings, now: Callable[[], float]) -> None:
        self._store = store
        self._settings = settings
        self._now = now
        self._http: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Ends the connections."""
        if self._http:
            await self._http.close()

    async def post(self, delivery: Obj, endpoint: Obj) -> int:
        """One attempt; the status of the answer, 0 if there was none."""
        body, headers = self.message(delivery, endpoint)
        timeout = aiohttp.ClientTimeout(total=self._settings.delivery_timeout_seconds)
        if self._http is None:
            self._http = aiohttp.ClientSession()
        try:
            async with self._http.post(
                endpoint["url"], data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                await answer.read()
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return 0

    def message(self, delivery: Obj, endpoint: Obj) -> tuple[bytes, dict[str, str]]:
        """What goes over the wire: the exact bytes, and the headers with the signature."""
        event = self._store.need("event", delivery["event"])
        body = json.dumps(shown(event), indent=2).encode()
        secret = endpoint["_secret"] if delivery["fate"] != "forged" else "whsec_of_somebody_else"
        age = _STALE_SECONDS if delivery["fate"] == "stale" else 0
        stamp = int(self._now()) - age
        headers: dict[str, Any] = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": signing.header(body, secret, stamp),
        }
        return body, headers
