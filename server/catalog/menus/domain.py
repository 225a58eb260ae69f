"""Menus that were published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from server.catalog.menus.availability.domain import Availability, Target
from server.catalog.menus.content import (
    Allergen,
    Category,
    Diet,
    Item,
    MenuContent,
    ModifierList,
    Option,
)
from server.errors import DomainError, FieldViolation, Reason
from server.origin import Origin

__all__ = [
    "Allergen",
    "Availability",
    "Category",
    "Diet",
    "Item",
    "MenuContent",
    "MenuNotPublishable",
    "MenuVersion",
    "ModifierList",
    "NoMenu",
    "Option",
    "PublishedMenu",
    "Target",
]


class NoMenu(DomainError):
    """Nothing was published yet."""

    reason = Reason.NO_MENU

    def __init__(self) -> None:
        """Says so."""
        super().__init__("the restaurant has published no menu yet")


class MenuNotPublishable(DomainError):
    """Guests and kitchen could not work with it; each problem is named."""

    reason = Reason.MENU_NOT_PUBLISHABLE

    def __init__(self, violations: Sequence[FieldViolation]) -> None:
        """`violations` must not be empty."""
        first = violations[0]
        super().__init__(
            f"{first.field}: {first.description}",
            metadata={"count": str(len(violations))},
            violations=violations,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuVersion:
    """One publication, without its content. Never changes."""

    id: str
    restaurant_id: str
    #: 1, 2, 3 …
    version: int
    publish_time: datetime
    #: A user id.
    published_by: str
    item_count: int
    #: The version whose content it repeats; 0 if it was published from the draft.
    rolled_back_to: int = 0
    origin: Origin | None = None


@dataclass(frozen=True, slots=True, eq=False)
class PublishedMenu:
    """One version of a menu. Never changes."""

    restaurant_id: str
    version: int
    publish_time: datetime
    currency: str
    content: MenuContent

    @property
    def categories(self) -> tuple[Category, ...]:
        """In the order in which a guest reads them."""
        return self.content.categories

    @property
    def items(self) -> Mapping[str, Item]:
        """By id."""
        return self.content.items

    @property
    def modifier_lists(self) -> Mapping[str, ModifierList]:
        """By id."""
        return self.content.modifier_lists

    def categories_of(self, item_id: str) -> tuple[str, ...]:
        """Ids of the categories in which the item stands."""
        return tuple(one.id for one in self.categories if item_id in one.item_ids)

    def has(self, target: Target) -> bool:
        """Whether the menu has this item or option."""
        if target.item_id:
            return target.item_id in self.items
        asked = self.modifier_lists.get(target.modifier_list_id)
        return asked is not None and target.option_id in asked.options
