"""How our processes run: one event loop, and a garbage collector that knows what stays."""

import gc
import socket
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop

_T = TypeVar("_T")

#: Most of what a call makes goes by its reference count. The default looks through everything
#: young every 700 objects, some thirty times an order.
_YOUNG, _MIDDLE, _OLD = 10_000, 20, 50
_MOST_SIGNALS = 512


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Runs it to its end, and gives its result.

    Modules, classes and descriptors that were imported until now are never looked through again.
    """
    # Not collected first: of a start there is next to nothing to throw away, and much to look at.
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.enable()
    return uvloop.run(work, loop_factory=Loop)


class Loop(uvloop.Loop):
    """Takes all signals of grpc's threads at once.

    For whatever a call has come to, grpc writes a byte into a socket; at each turn of the loop it
    takes one of these bytes, and everything that they stand for. Where hundreds of things happen in
    a moment, hundreds of turns follow that find nothing more to do.
    """

    def add_reader(self, fd: Any, callback: Any, *args: Any) -> None:  # type: ignore[override]
        """As every loop does."""
        asked = getattr(callback, "func", callback)
        if type(getattr(asked, "__self__", None)).__name__ == "PollerCompletionQueue":
            fd.__class__ = _Signals
        super().add_reader(fd, callback, *args)


class _Signals(socket.socket):
    # grpc asks for one byte before it takes what has happened, and does not look at it.
    __slots__ = ()

    def recv(self, _bufsize: int, _flags: int = 0) -> bytes:
        return super().recv(_MOST_SIGNALS)
