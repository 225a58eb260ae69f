"""One child: started in a process group of its own, watched, stopped with everything it started.

Bound to no event loop, so that a fixture may start it in one loop and stop it in another.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.local.advice import advise
from deploy.toolchain.paths import ROOT

_GUARD = Path(__file__).with_name("guard.py")
_TAIL = 8
_POLL_SECONDS = 0.02

Probe = Callable[[], Awaitable[bool]]


class ComponentFailedError(Exception):
    """A component ended or was not ready in time; the message says what to do."""


@dataclass(slots=True)
class Process:
    """A running child and its log file."""

    name: str
    log: Path
    _child: subprocess.Popen[bytes]

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        cwd: Path = ROOT,
    ) -> Process:
        """Starts it. Call from the main thread: the kernel ties the child's life to the thread."""
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists():
            log.replace(log.with_name(f"{log.name}.1"))
        guard = [sys.executable, "-I", "-S", str(_GUARD), str(os.getpid())]
        with log.open("wb") as out:
            child = subprocess.Popen(
                [*guard, *map(str, command)],
                cwd=cwd,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                process_group=0,  # Ctrl-C in the terminal reaches us, and we stop it in order
            )
        return cls(name, log, child)

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def running(self) -> bool:
        return self._child.poll() is None

    async def ready(self, probe: Probe, *, seconds: float = 90) -> None:
        """Waits until the probe says yes. Whoever is told to stop lets the probe at work end.

        Raises:
            ComponentFailedError: it ended first, or took longer.
        """
        until = time.monotonic() + seconds
        while not await _whole(probe()):
            if not self.running:
                raise ComponentFailedError(self.obituary())
            if time.monotonic() > until:
                raise ComponentFailedError(self._told(f"was not ready after {seconds:.0f} s"))
            await asyncio.sleep(_POLL_SECONDS)

    @contextlib.asynccontextmanager
    async def coming_up(self) -> AsyncIterator[None]:
        """Around all that has to be done before others hear of it: fails that, it is stopped."""
        try:
            yield
        except BaseException:
            await self.stop()
            raise

    async def ended(self) -> int:
        """Waits until it ends, by whatever cause; its exit code."""
        if self.running and hasattr(os, "pidfd_open"):
            await _readable(os.pidfd_open(self.pid))
        return await asyncio.to_thread(self._child.wait)

    async def stop(self, *, grace_seconds: float = 15) -> None:
        """SIGTERM, and SIGKILL for what is left of its group after the grace."""
        if self.running:
            self._child.terminate()
            try:
                await asyncio.wait_for(self.ended(), grace_seconds)
            except TimeoutError:
                self._child.kill()
        self._sweep()
        self._child.wait()

    def kill(self) -> None:
        """SIGKILL for its whole group, at once: what a power cut does."""
        self._sweep()
        self._child.wait()

    def obituary(self) -> str:
        """How it ended, in words, with the end of its log and what to do."""
        code = self._child.poll()
        if code is None:
            return f"{self.name} is running"
        how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return self._told(f"ended ({how})")

    def _told(self, what: str) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-_TAIL:]
        said = [f"{self.name} {what}. {self.log}:", *(f"  | {line[:200]}" for line in lines)]
        return "\n".join([*said, advise("\n".join(said))])

    def _sweep(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


async def _whole(asking: Awaitable[bool]) -> bool:
    """What comes of it, to the end even if nobody wants to know any more.

    Cut off while it connects, MongoDB's driver lets go of a socket without closing it.
    """
    task = asyncio.ensure_future(asking)
    try:
        return await asyncio.shield(task)
    finally:
        await asyncio.wait({task})


async def _readable(descriptor: int) -> None:
    """Waits for a pidfd, which becomes readable when its process ends, and closes it."""
    loop, done = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(descriptor, done.set)
    try:
        await done.wait()
    finally:
        loop.remove_reader(descriptor)
        os.close(descriptor)
