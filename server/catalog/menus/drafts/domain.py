"""A menu while it is being written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from server.catalog.menus.content import Category, Item, MenuContent, ModifierList
from server.errors import NotFound


@dataclass(frozen=True, slots=True)
class MenuDraft:
    """What the next publication will say. Version 0: nothing was written yet."""

    restaurant_id: str
    content: MenuContent = field(default_factory=MenuContent)
    version: int = 0
    update_time: datetime | None = None

    def item(self, item_id: str) -> Item:
        """Raises NotFound."""
        try:
            return self.content.items[item_id]
        except KeyError:
            raise NotFound("item", item_id) from None

    def write(
        self,
        now: datetime,
        *,
        categories: tuple[Category, ...] | None = None,
        items: Mapping[str, Item] | None = None,
        modifier_lists: Mapping[str, ModifierList] | None = None,
    ) -> "MenuDraft":
        """With other lists; None leaves what is there."""
        current = self.content
        content = MenuContent(
            current.categories if categories is None else categories,
            current.items if items is None else items,
            current.modifier_lists if modifier_lists is None else modifier_lists,
        )
        if _same(content, current) and self.version:
            return self
        return replace(self, content=content, version=self.version + 1, update_time=now)

    def with_item(self, item: Item, now: datetime) -> "MenuDraft":
        """With another item in the place of the one of its id."""
        return self.write(now, items={**self.content.items, item.id: item})


def _same(one: MenuContent, other: MenuContent) -> bool:
    # Dictionaries are equal whatever their order, but a menu's order is part of it.
    return one == other and _order(one) == _order(other)


def _order(content: MenuContent) -> list[list[str]]:
    options = [list(asked.options) for asked in content.modifier_lists.values()]
    return [list(content.items), list(content.modifier_lists), *options]
