"""`python -m bench.growth.model`: what an evening needs, reckoned from what was measured.

Writes the two tables of docs/growth.md. What is assumed of guests stands in `Evening`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.growth.costs import Cost, costs
from deploy.toolchain.paths import ROOT

_DOCUMENT = ROOT / "docs" / "growth.md"
_BEGIN, _END = "<!-- python -m bench.growth.model -->", "<!-- until here -->"
_SECONDS = 3 * 3600
_PEAK = 2.0
#: A process takes no more of either: room for the loss of one in three.
_STREAMS_EACH, _CORES_EACH = 14_000, 0.6
_PARTY = 2.5
#: Of the guests in the house, those who look at a live page.
_LOOKING = 0.6
#: What an order goes through: placed, accepted, 1.6 tickets begun and done, served.
_CHANGES = 6.2
#: Of a day's orders.
_EVENING_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Evening:
    """From seven to ten. `cells` are databases among which the restaurants are divided."""

    name: str
    restaurants: int
    guests: int
    cells: int = 1

    def calls(self) -> Mapping[str, float]:
        """In a second, when it is busiest."""
        parties = self.guests / _PARTY
        evening = {
            "scans": self.guests,
            "menus read": self.guests * 2,
            "quotes": self.orders,
            "orders placed": self.orders,
            "orders and tickets moved on": self.orders * (_CHANGES - 1),
            "bills and payments": parties * 1.3 * 5,
            "streams opened": self.guests * 2,
        }
        return {kind: self.peak(count) for kind, count in evening.items()}

    @property
    def orders(self) -> float:
        """Of an evening."""
        return self.guests * 1.2

    @property
    def streams(self) -> float:
        """Three screens a house; guests stay for 75 of 180 minutes."""
        return self.restaurants * 3 + self.guests * 75 / 180 * _LOOKING

    @property
    def changes(self) -> float:
        """Of orders, in a second at the peak."""
        return self.peak(self.orders * _CHANGES)

    @property
    def deliveries(self) -> float:
        """A change reaches two screens of the house, and those of the party who look."""
        return self.changes * (2 + _PARTY * _LOOKING)

    @property
    def workflows(self) -> float:
        """Orders, payments, and messages: a third of the payers leave a number, and get two."""
        payments = self.guests / _PARTY * 1.3
        return self.peak(self.orders + payments * (1 + 2 / 3))

    def peak(self, in_the_evening: float) -> float:
        """How many that are in the busiest second."""
        return in_the_evening / _SECONDS * _PEAK


EVENINGS = (
    Evening("a city", restaurants=2_000, guests=60_000),
    Evening("a country", restaurants=100_000, guests=3_000_000, cells=50),
    Evening("a country in one database", restaurants=100_000, guests=3_000_000),
)


def needs(evening: Evening, known: Mapping[str, Cost]) -> Mapping[str, str]:
    """What the cluster does, and what it takes."""
    cost = {name: one.value for name, one in known.items()}
    calls = evening.calls()
    # A scan, a quote, a status or a payment takes what placing an order does, or less.
    work = sum(calls.values()) * cost["order"]
    work += calls["menus read"] * (cost["menu"] - cost["order"])
    work += evening.deliveries * cost["delivery"]
    processes = evening.cells * max(
        math.ceil(evening.streams / evening.cells / _STREAMS_EACH),
        math.ceil(work / 1e6 / evening.cells / _CORES_EACH),
    )
    # Every process of a cell reads every change in it.
    feed = processes / evening.cells * evening.changes * cost["feed"]
    written = (evening.changes + calls["scans"] + calls["bills and payments"]) * cost["write"]
    return {
        **{kind: f"{rate:,.0f} /s" for kind, rate in calls.items()},
        "deliveries to streams": f"{evening.deliveries:,.0f} /s",
        "open streams": f"{evening.streams:,.0f}",
        "memory for them": f"{evening.streams * cost['watcher'] / 1e6:,.1f} GB",
        "cores for calls and deliveries": f"{work / 1e6:,.2f}",
        "cores for reading changes": f"{feed / 1e6:,.2f}",
        "server processes": f"{processes:,}",
        "replica sets": f"{evening.cells:,}",
        "cores of their primaries": f"{written / 1e6:,.2f}",
        "workflows begun": f"{evening.workflows:,.0f} /s",
        "workflow tasks": f"{evening.workflows * 4:,.0f} /s",
        "orders, a day": f"{evening.orders / _EVENING_SHARE / 1e6:,.2f} million",
        "on disk, a day": f"{_gigabytes(evening, cost['on disk']):,.2f} GB",
        "on disk, a year": f"{_gigabytes(evening, cost['on disk']) * 0.365:,.2f} TB",
    }


def _gigabytes(evening: Evening, kilobytes: float) -> float:
    return evening.orders / _EVENING_SHARE * kilobytes / 1e6


def tables() -> str:
    """What was measured, and what follows from it."""
    known = costs()
    measured = [(one.name, f"{one.value:,.1f} {one.unit}") for one in known.values()]
    columns = [needs(evening, known) for evening in EVENINGS]
    header = ("at the peak", *(evening.name for evening in EVENINGS))
    needed = [(name, *(column[name] for column in columns)) for name in columns[0]]
    return f"{_table([('one', 'costs'), *measured])}\n\n{_table([header, *needed])}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def main() -> None:
    """Writes them."""
    before, _, rest = _DOCUMENT.read_text().partition(_BEGIN)
    after = rest.partition(_END)[2]
    _DOCUMENT.write_text(f"{before}{_BEGIN}\n\n{tables()}\n\n{_END}{after}")


if __name__ == "__main__":
    main()
