"""What is eaten."""

from here2order.catalog.v1.menu_pb2 import Menu
from here2order.ordering.v1.order_pb2 import LineRequest, OptionRequest

FIRE, POTS = "fire", "pots"

PRAWNS = "tiger-prawns"
FISH_CURRY = "alleppey-fish-curry"
DUCK = "duck-roast"
SQUID = "pepper-squid"
PUMPKIN = "coal-pumpkin"
FRITTERS = "banana-fritters"


def line(key: str, item_id: str, *options: str, quantity: int = 1, note: str = "") -> LineRequest:
    """A line; an option is written "list/option" or "list/option/how many"."""
    return LineRequest(
        key=key,
        item_id=item_id,
        quantity=quantity,
        options=[_option(*option.split("/")) for option in options],
        note=note,
    )


def price(of: LineRequest, menu: Menu) -> int:
    """What a phone shows for the line before it asks anybody, in minor units."""
    item = next(item for item in menu.items if item.id == of.item_id)
    options = {
        (asked.id, option.id): option.price.amount
        for asked in menu.modifier_lists
        for option in asked.options
    }
    extras = (options[it.modifier_list_id, it.option_id] * it.quantity for it in of.options)
    return (item.price.amount + sum(extras)) * of.quantity


def _option(list_id: str, option_id: str, count: str = "1") -> OptionRequest:
    return OptionRequest(modifier_list_id=list_id, option_id=option_id, quantity=int(count))
