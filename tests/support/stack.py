"""The whole local stack, as `make run` starts it, on free ports, with the seeded restaurant."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

from deploy.local.home import Home
from deploy.local.ports import Ports
from deploy.local.stack import Stack
from sandbox.restaurant.seed import Seeded, seed

_T = TypeVar("_T")


@dataclass(slots=True)
class OpenHouse:
    """A running stack and the way in."""

    stack: Stack
    seeded: Seeded

    @property
    def target(self) -> str:
        """Envoy, for gRPC."""
        return f"127.0.0.1:{self.stack.ports.origin}"

    @property
    def clerk_url(self) -> str:
        """The local Clerk."""
        return f"http://127.0.0.1:{self.stack.ports.clerk}"

    @property
    def stripe_url(self) -> str:
        """The local Stripe."""
        return f"http://127.0.0.1:{self.stack.ports.stripe}"

    @property
    def twilio_url(self) -> str:
        """The local Twilio."""
        return f"http://127.0.0.1:{self.stack.ports.twilio}"

    async def screen_url(self) -> str:
        """The kitchen page with a pairing code that still waits."""
        return (await seed(self.target, self.clerk_url)).kitchen_url


@pytest.fixture(scope="session")
def open_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHouse]:
    """One for the whole worker process. Tests of it share `xdist_group("stack")`."""
    stack = Stack(Home(tmp_path_factory.mktemp("stack")), Ports.free())
    _blocking(stack.start())
    target, clerk = f"127.0.0.1:{stack.ports.origin}", f"http://127.0.0.1:{stack.ports.clerk}"
    stripe = f"http://127.0.0.1:{stack.ports.stripe}"
    try:
        yield OpenHouse(stack, _blocking(seed(target, clerk, stripe_url=stripe)))
    finally:
        _blocking(stack.stop())


def _blocking(work: Coroutine[Any, Any, _T]) -> _T:
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()
