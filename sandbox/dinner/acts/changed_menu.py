"""A dish runs out and another one gets dearer, while Rui reads the menu of before."""

from here2order.catalog.v1.menu_pb2 import Menu
from here2order.ordering.v1.order_pb2 import (
    ORDER_STATE_PLACED,
    TICKET_STATE_QUEUED,
    LineRequest,
    Order,
)
from here2order.ordering.v1.stale_menu_pb2 import LineChange

from sandbox.dinner import words
from sandbox.dinner.cast import Cast
from sandbox.dinner.dishes import DUCK, FRITTERS, line, price
from sandbox.dinner.faults import Refusal, SpoiledError

_DEARER_BY = 20_00


async def changed_menu(cast: Cast) -> None:
    """He is told what is different, each time, and has his second round."""
    cast.tell.act("The menu changes under Rui's thumb")
    await cast.at_menu.__aenter__()  # given back when all is as it was
    before = await _same_menu(cast)
    fritters = line("rui-2", FRITTERS, "ice-cream/cardamom")
    substitute = await _runs_out(cast, before, fritters)
    cast.basket = [_in_place_of_the_duck(substitute, before), fritters]
    await _gets_dearer(cast)
    cast.second = await _second_round(cast)


async def _same_menu(cast: Cast) -> Menu:
    menu = await cast.faisal.menu()
    for phone in (cast.ana, cast.rui):
        await phone.sees_menu(menu.version)
    return menu


async def _runs_out(cast: Cast, menu: Menu, fritters: LineRequest) -> str:
    """What Rui is offered instead of the duck."""
    rui = cast.rui
    rui.does("puts the phone into a pocket: its menu stays as it is")
    await rui.watched_menu.disconnect()
    await cast.pots.sells_out(DUCK, words.item_name(menu, DUCK))
    await cast.ana.sees_out(DUCK)
    duck = line("rui-1", DUCK, "heat/gentle")
    for one in (duck, fritters):
        rui.does(f"orders {words.wish(one, menu)}")
    refusal = await rui.is_refused(rui.place(rui.order_form([duck, fritters])), "MENU_CHANGED")
    change = _only_change(refusal)
    rui.sees(words.change(change, menu))
    seen = change.line_key, change.kind
    cast.tell.check(
        "he is told which line, and why",
        expected=("rui-1", LineChange.KIND_ITEM_SOLD_OUT),
        seen=seen,
    )
    if not change.substitute_item_ids:
        raise SpoiledError("something to eat instead of the duck", "no substitutes")
    cast.tell.checked(f"and what there is instead, {len(change.substitute_item_ids)} dishes")
    return change.substitute_item_ids[0]


async def _gets_dearer(cast: Cast) -> None:
    rui, menu = cast.rui, cast.rui.menu
    await cast.faisal.raises_price(FRITTERS, by=_DEARER_BY)
    await cast.ana.sees_menu(menu.version + 1)
    for one in cast.basket:
        rui.does(f"orders {words.wish(one, menu)}")
    refusal = await rui.is_refused(rui.place(rui.order_form(cast.basket)), "MENU_CHANGED")
    change = _only_change(refusal)
    rui.sees(words.change(change, menu))
    old = price(cast.basket[1], menu)
    cast.tell.check(
        "he is shown the old price and the new one, options included",
        expected=("rui-2", LineChange.KIND_PRICE_CHANGED, old, old + _DEARER_BY),
        seen=(
            change.line_key,
            change.kind,
            change.old_unit_price.amount,
            change.new_unit_price.amount,
        ),
    )


async def _second_round(cast: Cast) -> Order:
    rui, version = cast.rui, cast.ana.menu.version
    rui.watched_menu.connect()
    await rui.sees_menu(version)
    rui.does("says yes to the new price")
    order = await rui.place(rui.order_form(cast.basket))
    cast.tell.check(
        "the order is at the new price",
        expected=[price(one, rui.menu) for one in cast.basket],
        seen=[made.amount.amount for made in order.lines],
    )
    await _holds_nothing_of_the_first(cast, order)
    return order


async def _holds_nothing_of_the_first(cast: Cast, order: Order) -> None:
    await cast.ana.sees_order(order, ORDER_STATE_PLACED)
    for screen, key in ((cast.pots, "rui-1"), (cast.fire, "rui-2")):
        ticket = await screen.sees_ticket(order, TICKET_STATE_QUEUED)
        cast.tell.check(
            f"{screen.name} gets the new dish alone",
            expected=[key],
            seen=[made.key for made in ticket.lines],
        )
    known = cast.ana.book.orders[cast.first.id]
    listed = {one.id: one.version for one in await cast.ana.list_orders()}
    cast.tell.check(
        "the first round is as it was",
        expected={known.id: known.version, order.id: order.version},
        seen=listed,
    )


def _in_place_of_the_duck(item_id: str, menu: Menu) -> LineRequest:
    """The dish with whatever it must be asked."""
    item = next(item for item in menu.items if item.id == item_id)
    asked = [one for one in menu.modifier_lists if one.id in item.modifier_list_ids]
    answers = [
        f"{one.id}/{option.id}" for one in asked for option in one.options[: one.min_selections]
    ]
    return line("rui-1", item_id, *answers)


def _only_change(refusal: Refusal) -> LineChange:
    changes = list(refusal.stale_menu.changes) if refusal.stale_menu else []
    if len(changes) != 1:
        raise SpoiledError("details of the one line that is touched", f"{len(changes)} changes")
    return changes[0]
