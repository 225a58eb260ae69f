"""`make run` and `make demo`: check the machine, start the stack, use it, stop it."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

from deploy.local import preflight, restaurant
from deploy.local.home import Home, environment
from deploy.local.interrupt import Interrupt
from deploy.local.ports import Ports
from deploy.local.probes import http
from deploy.local.stack import Stack


def say(line: str) -> None:
    """To the terminal, which may be gone: what runs must still be stopped then."""
    with contextlib.suppress(OSError):
        print(line, flush=True)


async def run(*, servers: int, beside: Path | None = None) -> None:
    """Runs until something ends it. With `beside`, another one: that folder, and free ports.

    Raises:
        InterruptedByUserError: Ctrl-C, the usual end.
        PreflightError, ComponentFailedError: it cannot start, or a component died.
    """
    began = time.monotonic()
    with Interrupt() as interrupt:
        home = Home(beside) if beside else Home()
        ports = home.own_ports(servers) if beside else Ports()
        async with _running(home, ports, servers, interrupt) as stack:
            place = restaurant.place(stack.ports, environment(stack.home, stack.ports))
            say(await interrupt.ends(restaurant.seed(place)))
            say(f"\nReady after {time.monotonic() - began:.1f} s. Ctrl-C stops everything.")
            raise await interrupt.ends(stack.failed())


async def demo() -> bool:
    """Plays a dinner against the running stack, or one of its own. Whether all was as it should."""
    with Interrupt() as interrupt:
        if await http(Ports().origin, "/healthz")():
            say("Using the stack that runs here.")
            return await interrupt.ends(restaurant.dinner(_running_place()))
        # Its own: other ports and a folder that is thrown away, so the real one stays untouched.
        with tempfile.TemporaryDirectory(prefix="here2order-") as folder:
            async with _running(Home(Path(folder)), Ports.free(), 1, interrupt) as stack:
                place = restaurant.place(stack.ports, environment(stack.home, stack.ports))
                return await interrupt.ends(restaurant.dinner(place))


async def seed() -> None:
    """Seeds the running stack, and prints where to click."""
    say(await restaurant.seed(_running_place()))


def _running_place() -> restaurant.Place:
    return restaurant.place(Ports(), environment(Home(), Ports()))


@contextlib.asynccontextmanager
async def _running(
    home: Home, ports: Ports, servers: int, interrupt: Interrupt
) -> AsyncIterator[Stack]:
    preflight.check(ports.used(servers), home.path)
    say(f"Starting. Logs: {home.path / 'logs'}")
    stack = Stack(home, ports, servers=servers, say=say)
    try:
        await interrupt.ends(stack.start())
        yield stack
    finally:
        say("\nStopping.")
        await stack.stop()
        say("Stopped.")
