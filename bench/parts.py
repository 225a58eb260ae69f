"""What can be measured, part by part. Each is imported when it is its turn: some take a while."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

from bench.result import Aim, Measured

#: Takes whether it should be quick.
Part = Callable[[bool], Coroutine[Any, Any, Measured]]

_FLOWS, _FEW_FLOWS = 700, 140
_GROWTH = ("orders", "restaurants", "menus")


async def _growth(quick: bool) -> Measured:
    module = importlib.import_module("bench.growth")
    with tempfile.TemporaryDirectory(prefix="h2o-growth-") as folder:
        measured: Measured = await module.measure(Path(folder), _GROWTH, quick=quick)
    return measured


async def _flows(quick: bool) -> Measured:
    from bench import flows

    share = await flows.measure(_FEW_FLOWS if quick else _FLOWS)
    name = "flows: rate, payment to notification / trivial workflow"
    return Measured((), [Aim(name, share, flows.LEAST_RATIO, at_most=False)])


def _module(name: str) -> Part:
    async def measure(quick: bool) -> Measured:
        module = importlib.import_module(f"bench.{name}")
        measured: Measured = await module.measure(quick=quick)
        return measured

    return measure


PARTS: Mapping[str, Part] = {
    "unary": _module("unary"),
    "streams": _module("streams"),
    "growth": _growth,
    "workers": _module("workers"),
    "start": _module("start"),
    "flows": _flows,
}
