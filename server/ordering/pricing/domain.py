"""What is asked for, what it comes to, and what stands in the way."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from server.errors import DomainError, Reason
from server.ordering.orders.domain import OrderLine, Totals
from server.values import named_value, value


class OptionWish(NamedTuple):
    """An answer that the guest gives."""

    modifier_list_id: str
    option_id: str
    quantity: int


class LineWish(NamedTuple):
    """A line as the guest asks for it."""

    key: str
    item_id: str
    quantity: int
    options: tuple[OptionWish, ...]
    note: str


@value
class Priced:
    """The lines at the prices of now, and their sum."""

    lines: tuple[OrderLine, ...]
    totals: Totals
    currency: str
    menu_version: int


class ChangeKind(StrEnum):
    """What changed about a line. The names are the contract's LineChange.Kind."""

    ITEM_REMOVED = "ITEM_REMOVED"
    ITEM_SOLD_OUT = "ITEM_SOLD_OUT"
    OPTION_REMOVED = "OPTION_REMOVED"
    OPTION_SOLD_OUT = "OPTION_SOLD_OUT"
    PRICE_CHANGED = "PRICE_CHANGED"


@named_value
class LineChange:
    """Why a line is not what the guest saw."""

    line_key: str
    kind: ChangeKind
    item_id: str
    item_name: str
    modifier_list_id: str = ""
    option_id: str = ""
    #: Minor units, of one with its options.
    old_unit_price: int
    new_unit_price: int | None = None
    substitute_item_ids: tuple[str, ...] = ()


class MenuChanged(DomainError):
    """The order would not be what the guest saw: nothing was placed."""

    reason = Reason.MENU_CHANGED

    def __init__(
        self, ordered_from: int, current: int, changes: Sequence[LineChange], currency: str
    ) -> None:
        """The versions, and each line that is touched."""
        super().__init__(
            "the menu has changed; show the guest what is different and ask again",
            metadata={"ordered_from": str(ordered_from), "current": str(current)},
        )
        self.ordered_from = ordered_from
        self.current = current
        self.changes = tuple(changes)
        self.currency = currency
