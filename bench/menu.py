"""A menu as long as a house likes it, with what a guest reads under each dish."""

from __future__ import annotations

from here2order.catalog.v1 import menu_pb2
from here2order.ordering.v1 import order_pb2

from tests.support.dishes import dosa, euro, menu_draft

ITEMS = 80
_DESCRIPTION = "Slowly cooked with curry leaves, mustard seed and coconut, for one. With rice."
_PER_CATEGORY = 10
#: Of a hundred that a menu may have, some are taken.
_MOST_CATEGORIES = 90


def long_menu(items: int = ITEMS) -> menu_pb2.MenuDraft:
    """The small menu of the tests, and dishes with descriptions until it has so many items."""
    draft = menu_draft()
    more = [_dish(number) for number in range(items - len(draft.items))]
    draft.items.extend(more)
    each = max(_PER_CATEGORY, -(-len(more) // _MOST_CATEGORIES))
    for start in range(0, len(more), each):
        category = draft.categories.add(id=f"c{start}", name=f"Page {start // each + 1}")
        category.item_ids.extend(item.id for item in more[start : start + each])
    return draft


def three_lines() -> list[order_pb2.LineRequest]:
    """What most guests ask for at once: options on two of three lines, and both taxes."""
    return [
        dosa("1", quantity=2, chutney=1),
        order_pb2.LineRequest(key="2", item_id="lassi", quantity=2),
        order_pb2.LineRequest(
            key="3",
            item_id="dish-1",
            quantity=1,
            options=[order_pb2.OptionRequest(modifier_list_id="spice", option_id="hot")],
        ),
    ]


def _dish(number: int) -> menu_pb2.Item:
    return menu_pb2.Item(
        id=f"dish-{number}",
        name=f"Dish of the coast number {number}",
        description=_DESCRIPTION,
        photo_url=f"/photos/dish-{number}.jpg",
        price=euro(900 + number * 10),
        tax_id="food",
        station_id="kitchen",
        prep_seconds=600,
        allergens=[menu_pb2.ALLERGEN_MUSTARD, menu_pb2.ALLERGEN_FISH],
        diets=[menu_pb2.DIET_HALAL],
        modifier_list_ids=["spice", "extras"],
    )
