"""Lines that were priced before: guests order the same dishes in the same ways again and again."""

from collections.abc import Sequence

from server.catalog.restaurants.domain import Restaurant
from server.ordering.orders.domain import OrderLine
from server.ordering.pricing.domain import LineWish, OptionWish

#: About two kilobytes each.
_MOST = 40_000

#: A menu at a restaurant's settings: neither's version ever changes.
_Menu = tuple[str, int, int]
#: What a line's price there follows from.
_Dish = tuple[str, int, tuple[OptionWish, ...]]


class KnownLines:
    """Remembers what was well asked and what it cost, for all restaurants."""

    def __init__(self, most: int = _MOST) -> None:
        """Knows none yet; keeps at most so many."""
        self._most = most
        self._count = 0
        self._menus: dict[_Menu, dict[_Dish, OrderLine]] = {}

    def lines(
        self, wishes: Sequence[LineWish], menu_version: int, restaurant: Restaurant
    ) -> tuple[OrderLine, ...] | None:
        """The wishes at this menu's prices; None if not all of them were asked before like that."""
        # By restaurant first: what one order reads lies together.
        dishes = self._menus.get((restaurant.id, restaurant.version, menu_version))
        if dishes is None:
            return None
        lines = []
        for wish in wishes:
            line = dishes.get((wish.item_id, wish.quantity, wish.options))
            if line is None:
                return None
            lines.append(line.noted(wish.key, wish.note))
        if len({line.key for line in lines}) < len(lines):
            return None
        return tuple(lines)

    def keep(
        self,
        wishes: Sequence[LineWish],
        lines: Sequence[OrderLine],
        menu_version: int,
        restaurant: Restaurant,
    ) -> None:
        """Remembers what the wishes, to which there was no objection on this menu, came to."""
        if self._count + len(lines) > self._most:
            self._menus.clear()  # what is still asked for is soon here again
            self._count = 0
        menu = (restaurant.id, restaurant.version, menu_version)
        dishes = self._menus.setdefault(menu, {})
        before = len(dishes)
        for wish, line in zip(wishes, lines, strict=True):
            dishes[wish.item_id, wish.quantity, wish.options] = line
        self._count += len(dishes) - before
