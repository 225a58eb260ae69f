"""Knowing when workers have nothing to do, so that time may be skipped without harm.

Temporal's test server skips time under the hands of whoever is at work: a task that takes half a
second of ours would be found to have taken minutes, and be given to somebody else.
"""

import asyncio
import time
from typing import Any

from temporalio.client import Client
from temporalio.client import Interceptor as ClientInterceptor
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

_POLL_SECONDS = 0.02


class Quiet(ClientInterceptor, Interceptor):
    """Sees every activity that begins and ends on the workers of a client."""

    def __init__(self, seconds: float = 0.2) -> None:
        """It is quiet when nothing has been done for so long."""
        self._seconds = seconds
        self._at_work = 0
        self._last_moment = time.monotonic()

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002
        """Every activity passes here."""
        return _Counted(next, self)

    async def comes(self) -> None:
        """Returns when it is quiet."""
        while self._at_work or time.monotonic() - self._last_moment < self._seconds:
            await asyncio.sleep(_POLL_SECONDS)

    def count(self, more: int) -> None:
        """So many more are at work now."""
        self._at_work += more
        self._last_moment = time.monotonic()


def overheard(client: Client, quiet: Quiet) -> Client:
    """The same client; what workers of it do is heard by `quiet`."""
    config = client.config()
    config["interceptors"] = [*config["interceptors"], quiet]
    return Client(**config)


class _Counted(ActivityInboundInterceptor):
    def __init__(self, inner: ActivityInboundInterceptor, quiet: Quiet) -> None:
        super().__init__(inner)
        self._quiet = quiet

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002
        self._quiet.count(1)
        try:
            return await super().execute_activity(input)
        finally:
            self._quiet.count(-1)
