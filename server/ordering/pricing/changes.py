"""What a guest saw against what there is: line by line, with something else to offer."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from server.catalog.menus.domain import Availability, Item, PublishedMenu
from server.ordering.pricing.domain import ChangeKind, LineChange, LineWish
from server.ordering.pricing.lines import objections, unit_price

_SUBSTITUTES = 3


def changes(
    wishes: Sequence[LineWish],
    seen: PublishedMenu,
    current: PublishedMenu,
    availability: Availability,
    now: datetime,
) -> list[LineChange]:
    """Every line that is not what the guest saw on the menu `seen`, with the first reason why."""
    if seen is current and not availability.sold_out:
        return []
    found: list[LineChange] = []
    for wish in wishes:
        change = next(_of_line(wish, seen, current, availability, now), None)
        if change is not None:
            found.append(change)
    return found


def _of_line(
    wish: LineWish,
    seen: PublishedMenu,
    current: PublishedMenu,
    availability: Availability,
    now: datetime,
) -> Iterator[LineChange]:
    old = seen.items[wish.item_id]
    price = unit_price(wish, old, seen)

    def changed(kind: ChangeKind, list_id: str = "", option_id: str = "") -> LineChange:
        return LineChange(
            line_key=wish.key,
            kind=kind,
            item_id=old.id,
            item_name=old.name,
            modifier_list_id=list_id,
            option_id=option_id,
            old_unit_price=price,
            substitute_item_ids=substitutes(old, seen, current, availability, now),
        )

    item = current.items.get(wish.item_id)
    if item is None:
        yield changed(ChangeKind.ITEM_REMOVED)
        return
    if availability.item_is_out(item.id, now):
        yield changed(ChangeKind.ITEM_SOLD_OUT)
    for option in wish.options:
        if availability.option_is_out(option.modifier_list_id, option.option_id, now):
            yield changed(ChangeKind.OPTION_SOLD_OUT, option.modifier_list_id, option.option_id)
    if objections([wish], current):
        yield changed(ChangeKind.OPTION_REMOVED, *_missing_option(wish, item, current))
    elif (new_price := unit_price(wish, item, current)) != price:
        yield LineChange(
            line_key=wish.key,
            kind=ChangeKind.PRICE_CHANGED,
            item_id=old.id,
            item_name=old.name,
            old_unit_price=price,
            new_unit_price=new_price,
        )


def _missing_option(wish: LineWish, item: Item, current: PublishedMenu) -> tuple[str, str]:
    for option in wish.options:
        asked = current.modifier_lists.get(option.modifier_list_id)
        known = asked is not None and option.option_id in asked.options
        if not known or option.modifier_list_id not in item.modifier_list_ids:
            return option.modifier_list_id, option.option_id
    return "", ""


def substitutes(
    old: Item,
    seen: PublishedMenu,
    current: PublishedMenu,
    availability: Availability,
    now: datetime,
) -> tuple[str, ...]:
    """Items of the same category that can be had now, nearest in price first; at most three."""
    names = set(seen.categories_of(old.id))
    offers = [
        item
        for item in current.items.values()
        if item.id != old.id
        and names & set(current.categories_of(item.id))
        and not availability.item_is_out(item.id, now)
    ]
    offers.sort(key=lambda item: (abs(item.price - old.price), item.id))
    return tuple(item.id for item in offers[:_SUBSTITUTES])
