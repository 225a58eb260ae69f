"""Lines that were priced before: guests order the same dishes in the same ways again and again."""

from collections.abc import Sequence

from server.catalog.menus.domain import PublishedMenu
from server.catalog.restaurants.domain import Restaurant
from server.ordering.orders.domain import OrderLine
from server.ordering.pricing.domain import LineWish, OptionWish

#: About a kilobyte each.
_MOST = 40_000

#: A line's price follows from these: neither a menu's version nor a restaurant's ever changes.
_Dish = tuple[str, int, int, str, int, tuple[OptionWish, ...]]


class KnownLines:
    """Remembers what was well asked and what it cost, for all restaurants."""

    def __init__(self, most: int = _MOST) -> None:
        """Knows none yet; keeps at most so many."""
        self._most = most
        self._lines: dict[_Dish, OrderLine] = {}

    def lines(
        self, wishes: Sequence[LineWish], menu: PublishedMenu, restaurant: Restaurant
    ) -> tuple[OrderLine, ...] | None:
        """The wishes at this menu's prices; None if not all of them were asked before like that."""
        lines = []
        for wish in wishes:
            line = self._lines.get(_dish(wish, menu, restaurant))
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
        menu: PublishedMenu,
        restaurant: Restaurant,
    ) -> None:
        """Remembers what the wishes, to which there was no objection on this menu, came to."""
        if len(self._lines) + len(lines) > self._most:
            self._lines.clear()  # what is still asked for is soon here again
        for wish, line in zip(wishes, lines, strict=True):
            self._lines[_dish(wish, menu, restaurant)] = line


def _dish(wish: LineWish, menu: PublishedMenu, restaurant: Restaurant) -> _Dish:
    return (
        restaurant.id,
        restaurant.version,
        menu.version,
        wish.item_id,
        wish.quantity,
        wish.options,
    )
