"""Ctrl-C, SIGTERM and a closed terminal as one thing that ends waiting."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from types import TracebackType
from typing import Self, TypeVar

_T = TypeVar("_T")
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class InterruptedByUserError(Exception):
    """Somebody asked for the end."""


class Interrupt:
    """Takes the signals while the block runs; leaving it, and stopping in it, cannot be cut off."""

    def __init__(self) -> None:
        self._asked = asyncio.Event()

    async def ends(self, work: Coroutine[None, None, _T]) -> _T:
        """What the work returns.

        Raises:
            InterruptedByUserError: a signal came first; the work is cancelled and has ended.
        """
        doing = asyncio.ensure_future(work)
        asked = asyncio.ensure_future(self._asked.wait())
        try:
            await asyncio.wait((doing, asked), return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise InterruptedByUserError
            return doing.result()
        finally:
            asked.cancel()
            doing.cancel()
            await asyncio.wait((doing,))

    def __enter__(self) -> Self:
        for number in _SIGNALS:
            asyncio.get_running_loop().add_signal_handler(number, self._asked.set)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number in _SIGNALS:
            asyncio.get_running_loop().remove_signal_handler(number)
