"""The door of the JWKS endpoint: counts who comes, and can be made to fail.

Tests use it to show that many callers cause one fetch, that a dead endpoint harms no known
key, and that a slow one is waited for once.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

Mode = Literal["ok", "unavailable", "slow", "held", "garbage", "empty"]
MODES: tuple[Mode, ...] = ("ok", "unavailable", "slow", "held", "garbage", "empty")


@dataclass(slots=True)
class JwksGate:
    """Present fault and the counters. `held` keeps callers until the mode changes."""

    mode: Mode = "ok"
    delay_seconds: float = 0.0
    fetches: int = 0
    waiting: int = 0
    by_path: dict[str, int] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def set(self, mode: Mode, delay_seconds: float = 0.0) -> None:
        """Changes the fault and lets everyone go who waits behind the old one."""
        self.mode = mode
        self.delay_seconds = delay_seconds
        self._changed.set()
        self._changed = asyncio.Event()

    def reset_counters(self) -> None:
        """Counts from zero again."""
        self.fetches = 0
        self.by_path = {}

    async def answer(self, path: str, keys: dict[str, Any]) -> web.Response:
        """What the endpoint says now; the fault that counts is the one on arrival."""
        self.fetches += 1
        self.by_path[path] = self.by_path.get(path, 0) + 1
        mode = self.mode
        if mode in ("slow", "held"):
            await self._wait(self.delay_seconds if mode == "slow" else None)
        if mode == "unavailable":
            return web.Response(status=503, text="upstream connect error")
        if mode == "garbage":
            return web.Response(text="<!doctype html>", content_type="text/html")
        return web.json_response({"keys": []} if mode == "empty" else keys)

    async def _wait(self, seconds: float | None) -> None:
        self.waiting += 1
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self.waiting -= 1
