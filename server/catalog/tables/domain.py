"""A table with a code on it."""

import re
import unicodedata
from dataclasses import dataclass, replace

from server.errors import DomainError, FieldViolation, InvalidFields, Reason
from server.origin import Origin

_SORT_KEY_LENGTH = 80


class TableCodeUnknown(DomainError):
    """No table has this code, or has it any more."""

    reason = Reason.TABLE_CODE_UNKNOWN

    def __init__(self) -> None:
        """Says what to do; not which code, for it may be somebody's secret."""
        super().__init__("this code opens no table; scan the one on the table, or ask the staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a party sits at."""

    id: str
    restaurant_id: str
    #: Unique in the restaurant, whatever the case of its letters and the width of its spaces.
    name: str
    #: An area of the restaurant, or empty.
    area_id: str
    seats: int
    #: What the code on the table says: unique everywhere, and guessed by nobody.
    code: str
    version: int
    origin: Origin | None = None

    def change(self, *, name: str, area_id: str, seats: int) -> "Table":
        """The table with other properties."""
        changed = replace(self, name=name, area_id=area_id, seats=seats)
        return self if changed == self else replace(changed, version=self.version + 1)

    def with_code(self, code: str) -> "Table":
        """The table with another code; the one before opens nothing any more."""
        return replace(self, code=code, version=self.version + 1)


def one_name(name: str) -> str:
    """What two names that people take for the same have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def sort_key(name: str) -> str:
    """Sorts names as people do: "2" before "10", "Äußere" beside "Aussen"."""
    plain = unicodedata.normalize("NFKD", one_name(name))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return re.sub("[0-9]+", _counted, letters)[:_SORT_KEY_LENGTH]


def require_right(name: str, area_id: str, areas: frozenset[str]) -> None:
    """A table can be called by its name, and stands in an area of its restaurant or in none.

    Raises InvalidFields.
    """
    found = []
    if not one_name(name):
        found.append(FieldViolation("table.name", "needs something to read"))
    if area_id and area_id not in areas:
        found.append(FieldViolation("table.area_id", "is no area of the restaurant"))
    if found:
        raise InvalidFields(found)


def _counted(digits: re.Match[str]) -> str:
    # A longer number is a larger one: its length comes first.
    number = digits.group().lstrip("0")
    return f"{len(number):02}{number}"
