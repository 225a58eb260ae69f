"""What is out, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple


class Target(NamedTuple):
    """What can be out: an item, or an option with its list. The other is empty."""

    item_id: str = ""
    modifier_list_id: str = ""
    option_id: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """Everything that is out at one restaurant. Outlives publications: ids stay the same.

    What comes back by itself is a change like any other: the version counts it, though nothing is
    written when it happens. `at` tells how things stand, and under which version.
    """

    restaurant_id: str
    #: Until when; None: until somebody says so.
    sold_out: Mapping[Target, datetime | None] = field(default_factory=dict)
    version: int = 0

    def at(self, now: datetime) -> "Availability":
        """As it stands now: without what has come back by itself."""
        kept = {target: until for target, until in self.sold_out.items() if _lasts(until, now)}
        back = len(self.sold_out) - len(kept)
        return replace(self, sold_out=kept, version=self.version + back) if back else self

    def next_return(self, now: datetime) -> datetime | None:
        """When the next thing comes back by itself."""
        return min((one for one in self.sold_out.values() if one and one > now), default=None)

    def mark_sold_out(
        self, target: Target, until: datetime | None, now: datetime
    ) -> "Availability":
        """With the target out, from now on."""
        present = self.at(now)
        if target in present.sold_out and present.sold_out[target] == until:
            return self
        sold_out = {**present.sold_out, target: until}
        return replace(present, sold_out=sold_out, version=present.version + 1)

    def mark_available(self, target: Target, now: datetime) -> "Availability":
        """With the target back."""
        present = self.at(now)
        if target not in present.sold_out:
            return self
        sold_out = {one: until for one, until in present.sold_out.items() if one != target}
        return replace(present, sold_out=sold_out, version=present.version + 1)

    def item_is_out(self, item_id: str, now: datetime) -> bool:
        """Whether the item cannot be had now."""
        return self._is_out(Target(item_id), now)

    def option_is_out(self, modifier_list_id: str, option_id: str, now: datetime) -> bool:
        """Whether the option cannot be had now."""
        return self._is_out(Target("", modifier_list_id, option_id), now)

    def _is_out(self, target: Target, now: datetime) -> bool:
        return target in self.sold_out and _lasts(self.sold_out[target], now)


def _lasts(until: datetime | None, now: datetime) -> bool:
    return until is None or until > now
