"""What must be true of a restaurant's settings, beyond what the schema says."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server.catalog.restaurants.currencies import CURRENCIES
from server.catalog.restaurants.domain import InUse, Settings
from server.errors import FieldViolation, InvalidFields

#: In the zone database, but no place on earth.
_NO_ZONES = {"localtime", "Factory", "posixrules"}
#: Folders with the same zones in forms of their own.
_OTHER_FORMS = ("posix/", "right/")


def require_right(settings: Settings) -> None:
    """Raises InvalidFields with the path of each field that is wrong."""
    found = [*_money_and_clock(settings), *_patience(settings)]
    found += _repeated("taxes", [tax.id for tax in settings.taxes])
    found += _repeated("stations", [station.id for station in settings.stations])
    found += _repeated("areas", [area.id for area in settings.areas])
    if found:
        raise InvalidFields(found)


def require_same_clock_and_money(current: Settings, wanted: Settings) -> None:
    """What was counted in one currency and under one clock stays so. Raises InvalidFields."""
    found = [
        FieldViolation(f"restaurant.{name}", "cannot change once set")
        for name in ("time_zone", "currency")
        if getattr(current, name) != getattr(wanted, name)
    ]
    if found:
        raise InvalidFields(found)


def require_kept(wanted: Settings, used: InUse) -> None:
    """What the published menu or a table names cannot go. Raises InvalidFields."""
    menu, tables = "the published menu; publish one without it first", "a table; move it first"
    found = [
        *_missing("taxes", used.taxes, {tax.id for tax in wanted.taxes}, menu),
        *_missing("stations", used.stations, {one.id for one in wanted.stations}, menu),
        *_missing("areas", used.areas, {area.id for area in wanted.areas}, tables),
    ]
    if found:
        raise InvalidFields(found)


def is_time_zone(name: str) -> bool:
    """Whether it is an IANA name that this machine knows."""
    if name in _NO_ZONES or name.startswith(_OTHER_FORMS):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _money_and_clock(settings: Settings) -> Iterator[FieldViolation]:
    if not is_time_zone(settings.time_zone):
        yield FieldViolation("restaurant.time_zone", 'name an IANA time zone, like "Europe/Lisbon"')
    if settings.currency not in CURRENCIES:
        yield FieldViolation("restaurant.currency", 'name a currency of ISO 4217, like "EUR"')


def _patience(settings: Settings) -> Iterator[FieldViolation]:
    if settings.expire_after_seconds < settings.escalate_after_seconds:
        yield FieldViolation(
            "restaurant.expire_after_seconds",
            f"an order cannot expire before it escalates, {settings.escalate_after_seconds} s",
        )


def _repeated(field: str, ids: Sequence[str]) -> Iterator[FieldViolation]:
    counts = Counter(ids)
    for index, one in enumerate(ids):
        if counts[one] > 1:
            yield FieldViolation(f"restaurant.{field}[{index}].id", f"{one!r} is there twice")


def _missing(field: str, used: Iterable[str], kept: set[str], by: str) -> Iterator[FieldViolation]:
    for one in sorted(set(used) - kept):
        yield FieldViolation(f"restaurant.{field}", f"{one!r} is used by {by}")
