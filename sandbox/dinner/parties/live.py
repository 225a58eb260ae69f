"""A stream that somebody keeps open."""

import asyncio
from collections.abc import AsyncIterable, Callable
from contextlib import suppress
from typing import Generic, TypeVar

import grpc

from sandbox.dinner.faults import Refusal, SpoiledError, refusal_of

_PATIENCE_SECONDS = 40.0

Message = TypeVar("Message")


class Live(Generic[Message]):
    """Reads while it is connected, and hands every message over."""

    def __init__(
        self,
        whose: str,
        open_stream: Callable[[], AsyncIterable[Message]],
        take: Callable[[Message], None],
    ) -> None:
        """`whose` is what it shows, e.g. "Ana's orders"."""
        self.whose = whose
        self._open_stream = open_stream
        self._take = take
        self._changed = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self.ended: Refusal | None = None

    @property
    def is_connected(self) -> bool:
        """Whether somebody has opened it, and not put it away."""
        return self._reading is not None

    def connect(self) -> None:
        """Opens the stream."""
        self.ended = None
        self._reading = asyncio.create_task(self._read())

    async def disconnect(self) -> None:
        """The phone goes into a tunnel. Harmless if it is in one."""
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.cancel()
            await asyncio.wait((reading,))

    async def until(
        self, expected: str, holds: Callable[[], bool], seen: Callable[[], str]
    ) -> None:
        """Waits for it. Raises SpoiledError when the stream ends before, and after a while."""
        if await self._wait(lambda: holds() or self.ended is not None) and holds():
            return
        shown = f"its end: {self.ended}" if self.ended else f"{seen()} until patience ran out"
        raise SpoiledError(f"{self.whose}: {expected}", shown)

    async def end(self) -> Refusal:
        """How the server ended it, once it has. Raises SpoiledError if it does not."""
        await self._wait(lambda: self.ended is not None)
        if self.ended is None:
            raise SpoiledError(f"{self.whose}: the end of the stream", "it goes on")
        return self.ended

    async def _wait(self, holds: Callable[[], bool]) -> bool:
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while not holds():
                    await self._changed.wait()
        return holds()

    async def _read(self) -> None:
        try:
            async for message in self._open_stream():
                self._take(message)
                self._tell()
            self.ended = Refusal("OK", "", "no reason given")
        except grpc.RpcError as error:
            self.ended = refusal_of(error)
        finally:
            self._tell()

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
