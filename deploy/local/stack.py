"""Everything together: started as soon as what it needs is ready, watched, stopped in order."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import yaml

from deploy.local import envoy, mongod, programs, temporal
from deploy.local.home import Home, environment
from deploy.local.ports import Ports
from deploy.local.probes import http
from deploy.local.process import ComponentFailedError, Process

# Who waits for whom. "origin" is no process: it is Envoy finding the server healthy.
_NEEDS: dict[str, tuple[str, ...]] = {
    "mongod": (),
    "temporal": (),
    "clerk": (),
    "stripe": (),
    "twilio": (),
    "envoy": (),
    "web": (),
    "server": ("mongod", "clerk"),
    "workflows": ("mongod", "temporal"),
    "origin": ("envoy", "server", "web", "workflows", "stripe", "twilio"),
}
# Those who take work first, those who keep it last; each group at once.
_STOPPED = (
    ("envoy", "web"),
    ("server", "workflows"),
    ("clerk", "stripe", "twilio", "temporal", "mongod"),
)


def _silent(_: str) -> None:
    """Says nothing."""


@dataclass(slots=True)
class Stack:
    """One running local stack; `async with` starts and stops it."""

    home: Home
    ports: Ports
    servers: int = 1
    say: Callable[[str], None] = _silent
    processes: dict[str, Process] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.ports.origin}"

    async def start(self) -> None:
        """Returns when a call through Envoy would be answered.

        Raises:
            ComponentFailedError: the first component that did not come up; the rest is stopped.
        """
        done = {name: asyncio.Event() for name in _NEEDS}
        try:
            async with asyncio.TaskGroup() as group:
                for name in _NEEDS:
                    group.create_task(self._step(name, done))
        except BaseExceptionGroup as failures:
            await self.stop()
            raise _first(failures) from failures
        except BaseException:
            await self.stop()
            raise

    async def failed(self) -> ComponentFailedError:
        """Waits until a component ends that should not have, and says which and how."""
        watched = {
            asyncio.create_task(process.ended()): process for process in self.processes.values()
        }
        try:
            ended, _ = await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in watched:
                task.cancel()
        return ComponentFailedError("\n".join(watched[task].obituary() for task in ended))

    async def stop(self) -> None:
        """Stops what runs; nothing that was acknowledged is lost."""
        for group in _STOPPED:
            await asyncio.gather(*(self._stop(name) for name in group))

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def _step(self, name: str, done: dict[str, asyncio.Event]) -> None:
        for needed in _NEEDS[name]:
            await done[needed].wait()
        began = time.monotonic()
        process = await self._starters()[name]()
        if process is not None:
            self.processes[name] = process
        self.say(f"  {name:<10} ready  {time.monotonic() - began:5.1f} s   {self._where(name)}")
        done[name].set()

    async def _stop(self, name: str) -> None:
        process = self.processes.pop(name, None)
        if process is not None:
            await process.stop()

    def _starters(self) -> dict[str, Callable[[], Awaitable[Process | None]]]:
        home, ports = self.home, self.ports
        env = environment(home, ports)
        return {
            "mongod": lambda: mongod.start(
                port=ports.mongod, data=home.mongod, log=home.log("mongod")
            ),
            "temporal": lambda: temporal.start(
                port=ports.temporal, file=home.temporal, log=home.log("temporal")
            ),
            "clerk": lambda: programs.start_clerk(home, ports, env),
            "stripe": lambda: programs.start_stripe(home, ports, env),
            "twilio": lambda: programs.start_twilio(home, ports, env),
            "envoy": lambda: envoy.start(
                config=self._envoy_config(), admin_port=ports.admin, log=home.log("envoy")
            ),
            "web": lambda: programs.start_web(home, ports, env),
            "server": lambda: programs.start_api(home, ports, env, workers=self.servers),
            "workflows": lambda: programs.start_worker(home, env),
            "origin": self._wait_for_origin,
        }

    def _envoy_config(self) -> Path:
        """The repository's own file where the ports are its own."""
        if self.ports == Ports():
            return envoy.CONFIG
        self.home.path.mkdir(parents=True, exist_ok=True)
        file = self.home.path / "envoy.yaml"
        file.write_text(yaml.safe_dump(envoy.render(self.ports)))
        return file

    async def _wait_for_origin(self) -> None:
        await self.processes["envoy"].ready(http(self.ports.origin, "/healthz"))

    def _where(self, name: str) -> str:
        ports, api = self.ports, self.ports.api[: self.servers]
        places = {
            "mongod": ports.mongod,
            "temporal": ports.temporal,
            "clerk": ports.clerk,
            "stripe": ports.stripe,
            "twilio": ports.twilio,
            "envoy": ports.origin,
            "web": ports.web,
            "server": ", ".join(map(str, api)),
        }
        return f"port {places[name]}" if name in places else ""


def _first(failures: BaseExceptionGroup) -> BaseException:
    """The one to tell: of several, the first in the order they happened."""
    error: BaseException = failures
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
