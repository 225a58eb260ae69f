"""What an order costs when there are many: of orders, of restaurants, of dishes on the menu.

`python -m bench.growth` runs it alone. Databases are filled beforehand, with documents made after
real ones; with a folder that is kept, only once.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from bench.growth import orders
from bench.growth.ground import ground
from bench.result import Aim, Measured, Row


async def measure(folder: Path, parts: Collection[str], *, quick: bool) -> Measured:
    """Everything that was asked for."""
    rows: list[Row] = []
    aims: list[Aim] = []
    async with ground(folder) as place:
        if "orders" in parts:
            async for level in orders.measure(
                place, orders.QUICK_LEVELS if quick else orders.LEVELS
            ):
                print(level)
                rows += level.compared.rows
                aims.append(level.compared.aim)
    return Measured(rows, aims)
