"""What an order costs when there are many: of orders, of restaurants, of dishes on the menu.

`python -m bench.growth` runs it alone. Databases are filled beforehand, with documents made after
real ones; with a folder that is kept, only once. What docs/growth.md reckons with is written to
build/bench/growth.json.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.growth import feed, menus, orders, restaurants
from bench.growth.ground import Ground, ground
from bench.growth.plans import Plan
from bench.growth.turns import Compared
from bench.result import Aim, Measured, Row
from bench.tools import BUILD

_OUT = BUILD / "bench" / "growth.json"


async def measure(folder: Path, parts: Collection[str], *, quick: bool) -> Measured:
    """Everything that was asked for."""
    found = _Found()
    async with ground(folder) as place:
        if "orders" in parts:
            await _orders(found, place, quick=quick)
        if "restaurants" in parts:
            await _restaurants(found, place, quick=quick)
    if "menus" in parts:
        found.rows += [row async for row in menus.measure()]
    _OUT.parent.mkdir(parents=True, exist_ok=True)
    _OUT.write_text(json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n")
    return Measured(found.rows, found.aims)


@dataclass(slots=True)
class _Found:
    rows: list[Row] = field(default_factory=list)
    aims: list[Aim] = field(default_factory=list)
    #: By collection and how many documents were stored.
    sizes: list[dict[str, Any]] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    #: Of a server's memory, for each restaurant that it serves.
    kilobytes_each: dict[int, float] = field(default_factory=dict)

    def take(self, compared: Compared, *, held: bool = True) -> None:
        """Rows, and what is asked of them."""
        self.rows += compared.rows
        self.aims += compared.aims(held=held)


async def _orders(found: _Found, place: Ground, *, quick: bool) -> None:
    async for level in orders.measure(place, orders.QUICK_LEVELS if quick else orders.LEVELS):
        print(level.size)
        found.sizes.append(asdict(level.size))
        found.take(level.compared)
    found.plans = await orders.plans(place)
    print(*found.plans, sep="\n")
    objections = sum(len(plan.objections) for plan in found.plans)
    found.aims.append(Aim("growth: objections to plans", objections, 0))
    found.rows.append(await feed.measure(place))


async def _restaurants(found: _Found, place: Ground, *, quick: bool) -> None:
    levels = restaurants.QUICK_LEVELS if quick else restaurants.LEVELS
    async for level in restaurants.measure(place, levels):
        print(f"{level.active:,} restaurants here: {level.kilobytes_each:.0f} kB of memory each")
        found.kilobytes_each[level.active] = level.kilobytes_each
        found.take(level.compared, held=level.active <= restaurants.A_CITY)
        found.rows.append(level.first_orders)
