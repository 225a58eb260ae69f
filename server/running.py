"""How our processes run: one event loop, and a garbage collector that knows what stays."""

import gc
from collections.abc import Coroutine
from typing import Any, TypeVar

import uvloop

_T = TypeVar("_T")

#: Most of what a call makes goes by its reference count. The default looks through everything
#: young every 700 objects, some thirty times an order. A thousand streams that are written to make
#: ten thousand, for a moment.
_YOUNG, _MIDDLE, _OLD = 50_000, 20, 50


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """Runs it to its end, and gives its result.

    Modules, classes and descriptors that were imported until now are never looked through again.
    """
    # Not collected first: of a start there is next to nothing to throw away, and much to look at.
    gc.freeze()
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
    gc.enable()
    return uvloop.run(work)
