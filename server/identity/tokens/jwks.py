"""Clerk's public keys, kept in the process.

A key that is known is answered at once, whether or not its source can be reached. One fetch serves
everybody who waits for it. A key that is not known makes us look again, but seldom: else a stranger
could make us ask at every call.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from server.clock import Clock
from server.errors import DomainError, Reason
from server.identity.tokens.claims import TokenInvalid
from server.identity.tokens.jwk import Keys, read_keys

_log = logging.getLogger(__name__)

#: Between two looks for a key that is not known.
_SEEK_AGAIN = timedelta(seconds=30)
#: The same while no key at all is known.
_START_AGAIN = timedelta(seconds=1)
_REFRESH_SECONDS = 600.0
_RETRY_SECONDS = 5.0


class KeysUnavailable(DomainError):
    """Whether the token is good cannot be told now: the keys cannot be had."""

    reason = Reason.UNAVAILABLE

    def __init__(self) -> None:
        """Says what to do."""
        super().__init__("tokens cannot be verified now; try again")


class SigningKeys:
    """The keys at one address."""

    def __init__(
        self, url: str, clock: Clock, *, refresh_seconds: float = _REFRESH_SECONDS
    ) -> None:
        """`refresh_seconds` pass between two fetches in the background."""
        self._url = url
        self._clock = clock
        self._refresh_seconds = refresh_seconds
        self._keys: Keys = {}
        self._flight: asyncio.Task[bool] | None = None
        self._failed = False
        self._sought: datetime | None = None
        self._refresher: asyncio.Task[None] | None = None
        self._on_withdrawn: list[Callable[[], None]] = []

    def on_withdrawn(self, forget: Callable[[], None]) -> None:
        """Calls `forget` when a key is no longer published, and proves nothing any more."""
        self._on_withdrawn.append(forget)

    def start(self) -> None:
        """Fetches now and then from now on, in the background. Fails if no loop runs."""
        self._refresher = asyncio.create_task(self._refresh(), name="signing-keys")

    async def stop(self) -> None:
        """Ends the fetches."""
        tasks = [task for task in (self._refresher, self._flight) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def find(self, kid: str) -> RSAPublicKey:
        """The key of that id. Raises TokenInvalid if there is none, KeysUnavailable."""
        if kid not in self._keys and self._flight is not None:
            await self.fetch()  # which may have begun before the key was published
        if kid not in self._keys and self._may_seek():
            await self.fetch()
        if kid in self._keys:
            return self._keys[kid]
        raise KeysUnavailable if self._failed or not self._keys else TokenInvalid

    async def fetch(self) -> bool:
        """Fetches the keys, or waits for the fetch under way; tells whether it went well."""
        if self._flight is None:
            self._flight = asyncio.create_task(self._fetch(), name="fetch-signing-keys")
        # One who gives up must not take the others' fetch along.
        return await asyncio.shield(self._flight)

    def _may_seek(self) -> bool:
        now = self._clock.now()
        pause = _SEEK_AGAIN if self._keys else _START_AGAIN
        if self._sought is not None and abs(now - self._sought) < pause:
            return False
        self._sought = now
        return True

    async def _refresh(self) -> None:
        while True:
            fetched = await self.fetch()
            await asyncio.sleep(
                self._refresh_seconds if fetched else min(_RETRY_SECONDS, self._refresh_seconds)
            )

    async def _fetch(self) -> bool:
        try:
            download = await asyncio.to_thread(_download)
            keys = read_keys(await download(self._url))
        except (OSError, ValueError) as error:
            self._failed = True
            _log.warning("the keys at %s cannot be had: %s", self._url, error)
            return False
        finally:
            self._flight = None
        self._failed = False
        self._take(keys)
        return True

    def _take(self, keys: Keys) -> None:
        if not self._keys:
            self._sought = None  # to have looked for the first keys counts against no later one
        withdrawn = self._keys.keys() - keys.keys()
        self._keys = keys
        if withdrawn:
            for forget in self._on_withdrawn:
                forget()


def _download() -> Callable[[str], Awaitable[bytes]]:
    # Heavy: the server answers its first calls before it is there.
    from server.identity.tokens.download import download

    return download
