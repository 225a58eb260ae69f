"""Taking the lease, keeping it, and giving it back."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from datetime import timedelta

from pymongo.errors import PyMongoError

from server.clock import Clock
from server.ids import new_id
from server.storage.client import bounded
from server.storage.cursor import Position
from workflows.relay.lease import Lease, Leases

_log = logging.getLogger(__name__)

_RELEASE_SECONDS = 2


class LeaseLost(Exception):
    """Another relay works now: this one was away for too long."""


class Tenure:
    """The time in which the lease is ours. Whoever works says how far it has come."""

    def __init__(self, leases: Leases, lease: Lease, clock: Clock, seconds: float) -> None:
        """`lease` is ours, for that many seconds at a time."""
        self.position: Position | None = lease.position
        self._leases = leases
        self._lease = lease
        self._clock = clock
        self._seconds = seconds

    async def keep(self) -> None:
        """Renews the lease, and the position with it, until cancelled. Raises LeaseLost."""
        while True:
            await asyncio.sleep(self._seconds / 3)
            with bounded(self._seconds):
                await self._renew()

    async def release(self) -> None:
        """Writes down the position, and lets the next one work at once."""
        released = self._held().released()
        with contextlib.suppress(PyMongoError), bounded(_RELEASE_SECONDS):
            await self._leases.replace(released, self._lease.version)

    async def _renew(self) -> None:
        renewed = self._held()
        if not await self._leases.replace(renewed, self._lease.version):
            raise LeaseLost(f"{self._lease.owner} was away for too long")
        self._lease = renewed

    def _held(self) -> Lease:
        until = self._clock.now() + timedelta(seconds=self._seconds)
        return self._lease.held(self._lease.owner, until, self.position)


class Turns:
    """Lets one relay work at a time."""

    def __init__(self, leases: Leases, clock: Clock, seconds: float) -> None:
        """A relay that dies is replaced after `seconds`, and a little more."""
        self._leases = leases
        self._clock = clock
        self._seconds = seconds
        self._who = new_id("relay")

    @contextlib.asynccontextmanager
    async def take(self) -> AsyncIterator[Tenure]:
        """Waits for our turn, which lasts as long as the block."""
        lease = await self._taken()
        tenure = Tenure(self._leases, lease, self._clock, self._seconds)
        try:
            yield tenure
        finally:
            await tenure.release()

    async def _taken(self) -> Lease:
        stands_by = False
        while True:
            with bounded(self._seconds):
                lease = await self._try()
            if lease is not None:
                return lease
            if not stands_by:
                _log.info("standing by: another relay works")
                stands_by = True
            await asyncio.sleep(self._seconds / 6)

    async def _try(self) -> Lease | None:
        found, now = await self._leases.load(), self._clock.now()
        if not found.is_free_for(self._who, now):
            return None
        until = now + timedelta(seconds=self._seconds)
        lease = found.held(self._who, until, found.position)
        return lease if await self._leases.replace(lease, found.version) else None
