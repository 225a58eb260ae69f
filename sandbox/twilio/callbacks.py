"""Telling what becomes of a message: signed as by Twilio; in any order and often if so wished."""

import asyncio
import contextlib
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from twilio.request_validator import RequestValidator
from yarl import URL

_TIMEOUT = aiohttp.ClientTimeout(total=15)
_LOGGED = 500
#: Twilio asks once more when nobody answered, or only an error.
_TRIES = 2


@dataclass(slots=True)
class Manner:
    """How callbacks are made."""

    #: Each is told so often.
    copies: int = 1
    #: In any order.
    shuffled: bool = False
    #: So many of a hundred get lost.
    lost_percent: float = 0.0
    #: Held back until this is false again.
    held: bool = False


@dataclass(slots=True)
class Callbacks:
    """Posts to whoever wants to be told."""

    account_sid: str
    auth_token: str
    manner: Manner = field(default_factory=Manner)
    #: Connects there instead of where the address says; what is signed stays the address.
    deliver_to: str = ""
    log: list[dict[str, Any]] = field(default_factory=list)
    _random: random.Random = field(default_factory=lambda: random.Random(1))
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _waiting: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    _session: aiohttp.ClientSession | None = None

    def seed(self, seed: int) -> None:
        """From here on the same seed draws the same."""
        self._random = random.Random(seed)

    def tell(self, url: str, form: Mapping[str, str]) -> None:
        """Says it soon, in the manner that is set; returns at once."""
        if not url:
            return
        if self._random.random() * 100 < self.manner.lost_percent:
            self._log(url, form, "lost")
            return
        self._waiting += [(url, form)] * self.manner.copies
        if not self.manner.held:
            self._start(self._tell_all())

    def release(self) -> None:
        """What was held back goes now."""
        self.manner.held = False
        self._start(self._tell_all())

    async def idle(self) -> None:
        """Returns when nothing is being told any more."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def close(self) -> None:
        """Stops telling."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks))
        if self._session is not None:
            await self._session.close()

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_all(self) -> None:
        # Those that come within a moment of each other may overtake each other.
        if self.manner.shuffled:
            await asyncio.sleep(self._random.random() * 0.05)
            self._random.shuffle(self._waiting)
        while self._waiting and not self.manner.held:
            url, form = self._waiting.pop(0)
            await self._post(url, form)

    async def _post(self, url: str, form: Mapping[str, str]) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        validator = RequestValidator(self.auth_token)  # type: ignore[no-untyped-call]
        signature = validator.compute_signature(url, dict(form))  # type: ignore[no-untyped-call]
        for _ in range(_TRIES):
            status = "no answer"
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with self._session.post(
                    self._target(url), data=dict(form), headers={"X-Twilio-Signature": signature}
                ) as reply:
                    status = str(reply.status)
            self._log(url, form, status)
            if status.startswith("2"):
                return

    def _target(self, url: str) -> URL:
        if not self.deliver_to:
            return URL(url)
        return URL(self.deliver_to).with_path(URL(url).path)

    def _log(self, url: str, form: Mapping[str, str], outcome: str) -> None:
        self.log.append({"url": url, "form": dict(form), "outcome": outcome})
        del self.log[:-_LOGGED]
