"""A restaurant and its settings."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from server.origin import Origin

#: Where the owner names no other.
ESCALATE_AFTER_SECONDS = 180
EXPIRE_AFTER_SECONDS = 1200


class Acceptance(StrEnum):
    """Whether an order needs a person to take it. The names are the contract's."""

    BY_STAFF = "BY_STAFF"
    AUTOMATIC = "AUTOMATIC"


@dataclass(frozen=True, slots=True)
class Tax:
    """A tax that items may name."""

    id: str
    name: str
    #: Parts per million: 130,000 is 13 %.
    rate_ppm: int


@dataclass(frozen=True, slots=True)
class Station:
    """A place in the kitchen or the bar with a screen of its own."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Area:
    """A room or terrace in which tables stand."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What its owner decides about a restaurant."""

    name: str
    address_lines: tuple[str, ...] = ()
    #: IANA name. Cannot change once set.
    time_zone: str
    #: ISO 4217. Cannot change once set.
    currency: str
    #: Local hour at which a business date ends.
    closeout_hour: int = 0
    taxes: tuple[Tax, ...] = ()
    prices_include_tax: bool = False
    #: Parts per million of the sum of the lines.
    service_charge_ppm: int = 0
    #: Bills are rounded to multiples of so many minor units; 0 and 1 round nothing.
    bill_rounding: int = 0
    acceptance: Acceptance = Acceptance.BY_STAFF
    escalate_after_seconds: int = ESCALATE_AFTER_SECONDS
    expire_after_seconds: int = EXPIRE_AFTER_SECONDS
    stations: tuple[Station, ...] = ()
    areas: tuple[Area, ...] = ()
    #: No orders are taken until then.
    paused_until_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restaurant(Settings):
    """One location."""

    id: str
    version: int
    create_time: datetime
    update_time: datetime
    origin: Origin | None = None

    @property
    def restaurant_id(self) -> str:
        """Its own id: what every document is scoped by."""
        return self.id

    def with_settings(self, wanted: Settings, now: datetime) -> "Restaurant":
        """The restaurant with these settings, which must be right."""
        changed = replace(self, **_values(wanted))
        if changed == self:
            return self
        return replace(changed, version=self.version + 1, update_time=max(now, self.update_time))


@dataclass(frozen=True, slots=True)
class InUse:
    """Ids of a restaurant that its published menu and its tables name."""

    taxes: frozenset[str] = frozenset()
    stations: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()


def opened(restaurant_id: str, settings: Settings, origin: Origin, now: datetime) -> Restaurant:
    """A new restaurant; the settings must be right."""
    return Restaurant(
        id=restaurant_id,
        version=1,
        create_time=now,
        update_time=now,
        origin=origin,
        **_values(settings),
    )


def _values(settings: Settings) -> dict[str, Any]:
    return {field.name: getattr(settings, field.name) for field in fields(Settings)}
