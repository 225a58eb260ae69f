"""Lines on one menu: are they well asked, and what do they cost?"""

from collections.abc import Iterator, Sequence

from server.catalog.menus.domain import Item, ModifierList, PublishedMenu
from server.catalog.restaurants.domain import Restaurant
from server.errors import FieldViolation
from server.ordering.orders.domain import ChosenOption, OrderLine
from server.ordering.pricing.amounts import line_tax
from server.ordering.pricing.domain import LineWish, OptionWish


def objections(wishes: Sequence[LineWish], menu: PublishedMenu) -> list[FieldViolation]:
    """What is wrong with the wishes on this menu, by field of the request; empty if nothing."""
    keys = [wish.key for wish in wishes]
    repeated = {key for key in keys if keys.count(key) > 1} if len(set(keys)) < len(keys) else ()
    found: list[FieldViolation] = []
    for index, wish in enumerate(wishes):
        path = f"lines[{index}]"
        if wish.key in repeated:
            found.append(FieldViolation(f"{path}.key", "each line needs a key of its own"))
        item = menu.items.get(wish.item_id)
        if item is None:
            found.append(FieldViolation(f"{path}.item_id", "is not on this menu"))
        else:
            found += _option_objections(wish, item, menu, path)
    return found


def unit_price(wish: LineWish, item: Item, menu: PublishedMenu) -> int:
    """Of one with its options, in minor units. The wish must be without objections."""
    return item.price + sum(
        menu.modifier_lists[option.modifier_list_id].options[option.option_id].price
        * option.quantity
        for option in wish.options
    )


def priced_line(wish: LineWish, menu: PublishedMenu, restaurant: Restaurant) -> OrderLine:
    """The line at this menu's price. The wish must be without objections."""
    item = menu.items[wish.item_id]
    options = tuple([_chosen(option, menu) for option in wish.options])
    price = item.price + sum([option.price * option.quantity for option in options])
    amount = price * wish.quantity
    rate = next((tax.rate_ppm for tax in restaurant.taxes if tax.id == item.tax_id), 0)
    return OrderLine(
        key=wish.key,
        item_id=item.id,
        item_name=item.name,
        station_id=item.station_id,
        quantity=wish.quantity,
        options=options,
        note=wish.note,
        unit_price=price,
        amount=amount,
        tax_id=item.tax_id,
        tax_amount=line_tax(amount, rate, restaurant.prices_include_tax),
        allergens=item.allergens,
        prep_seconds=item.prep_seconds,
        kept={},
    )


def _chosen(wish: OptionWish, menu: PublishedMenu) -> ChosenOption:
    option = menu.modifier_lists[wish.modifier_list_id].options[wish.option_id]
    return ChosenOption(
        wish.modifier_list_id, wish.option_id, option.name, wish.quantity, option.price
    )


def _option_objections(
    wish: LineWish, item: Item, menu: PublishedMenu, path: str
) -> Iterator[FieldViolation]:
    chosen: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for index, option in enumerate(wish.options):
        problem = _problem(option, item, menu, seen)
        if problem:
            yield FieldViolation(f"{path}.options[{index}]", problem)
        seen.add((option.modifier_list_id, option.option_id))
        chosen[option.modifier_list_id] = chosen.get(option.modifier_list_id, 0) + option.quantity
    for list_id in item.modifier_list_ids:
        problem = _count_problem(menu.modifier_lists[list_id], chosen.get(list_id, 0))
        if problem:
            yield FieldViolation(f"{path}.options", problem)


def _problem(wish: OptionWish, item: Item, menu: PublishedMenu, seen: set[tuple[str, str]]) -> str:
    if wish.modifier_list_id not in item.modifier_list_ids:
        return f"{wish.modifier_list_id!r} is not asked of {item.id!r}"
    option = menu.modifier_lists[wish.modifier_list_id].options.get(wish.option_id)
    if option is None:
        return f"{wish.modifier_list_id!r} has no option {wish.option_id!r}"
    if (wish.modifier_list_id, wish.option_id) in seen:
        return "chosen twice; use its quantity"
    if wish.quantity > option.max_quantity:
        return f"at most {option.max_quantity} of {option.name!r}"
    return ""


def _count_problem(modifier_list: ModifierList, count: int) -> str:
    if count < modifier_list.min_selections:
        return f"choose at least {modifier_list.min_selections} of {modifier_list.name!r}"
    if modifier_list.max_selections and count > modifier_list.max_selections:
        return f"choose at most {modifier_list.max_selections} of {modifier_list.name!r}"
    return ""
