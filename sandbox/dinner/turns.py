"""Several dinners may be played at once on one machine: who sits where, and whose turn it is."""

import asyncio
import fcntl
import os
import re
import tempfile
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from sandbox.dinner.faults import SpoiledError

_PATIENCE_SECONDS = 120.0
_LOOK_AGAIN_SECONDS = 0.05


class Turn:
    """Something that one dinner has at a time, until it is given back or the process ends."""

    def __init__(self, what: str) -> None:
        """`what` names it, the stack included."""
        name = re.sub(r"\W+", "-", f"here2order-{os.getuid()}-{what}")
        self._path = Path(tempfile.gettempdir()) / f"{name}.lock"
        self._held: IO[bytes] | None = None
        self._what = what

    def take(self) -> bool:
        """Whether it is ours now."""
        if self._held is None:
            file = self._path.open("ab")
            if not (_lock(file) and self._is_still(file)):
                file.close()
                return False
            self._held = file
        return True

    def give_back(self) -> None:
        """Harmless if it is not ours."""
        if self._held is not None:
            self._path.unlink(missing_ok=True)
            self._held.close()
            self._held = None

    def _is_still(self, file: IO[bytes]) -> bool:
        """Whoever had it before took the file away; one that is gone keeps nobody out."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), self._path.stat())
        except FileNotFoundError:
            return False

    async def __aenter__(self) -> Self:
        """Waits for it. Raises SpoiledError after a while."""
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not self.take():  # noqa: ASYNC110 - the kernel tells nobody when it is free
                    await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        except TimeoutError:
            raise SpoiledError(f"a turn at {self._what}", "another dinner keeps it") from None
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.give_back()


def _lock(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
