"""The bill, the goodbye, and everything back in its place."""

from typing import Any

from here2order.catalog.v1.menu_service_pb2 import GetMenuRequest
from here2order.common.v1.money_pb2 import Money
from here2order.ordering.v1.order_pb2 import ORDER_STATE_SERVED
from here2order.ordering.v1.visit_pb2 import VISIT_STATE_CLOSED

from sandbox.dinner import words
from sandbox.dinner.cast import Cast
from sandbox.dinner.dishes import DUCK, FRITTERS, line
from sandbox.dinner.parties.live import Live


async def goodbye(cast: Cast) -> None:
    """The visit ends, and with it all that its tokens could do."""
    cast.tell.act("Goodbye")
    await _adds_up(cast)
    await _closes(cast)
    await _back_in_its_place(cast)
    books = (cast.ana.book, cast.rui.book, cast.devika.book)
    cast.tell.check(
        "no stream of the evening showed an order twice, or going backwards",
        expected=[True, True, True],
        seen=[book.only_rises() for book in books],
    )


async def _adds_up(cast: Cast) -> None:
    served = [it for it in await cast.ana.list_orders() if it.state == ORDER_STATE_SERVED]
    cast.tell.check(
        "two rounds were served",
        expected={cast.first.id, cast.second.id},
        seen={order.id for order in served},
    )
    total = sum(order.totals.total_amount.amount for order in served)
    due = words.money(Money(currency=cast.ana.menu.currency, amount=total))
    cast.ana.does(f"reads what the evening comes to: {due}")
    as_placed = cast.first.totals.total_amount.amount + cast.second.totals.total_amount.amount
    cast.tell.check("as it was when they ordered", expected=as_placed, seen=total)


async def _closes(cast: Cast) -> None:
    cast.devika.does("closes the visit")
    visit = await cast.devika.close_visit()
    cast.tell.check("it is closed", expected=VISIT_STATE_CLOSED, seen=visit.state)
    for phone in (cast.ana, cast.rui):
        for stream in filter(_is_connected, phone.streams):
            await _is_ended(cast, stream, "VISIT_CLOSED")
    ana = cast.ana
    ana.does("tries the old token on the way home")
    await ana.is_refused(ana.ask(ana.menus.GetMenu, GetMenuRequest()), "VISIT_CLOSED")
    again = ana.order_form([line("ana-4", FRITTERS)])
    ana.does("and would order once more with it")
    await ana.is_refused(ana.place(again), "VISIT_CLOSED")


async def _back_in_its_place(cast: Cast) -> None:
    before = cast.faisal.menu_before
    await cast.pots.brings_back()
    await cast.faisal.rolls_back()
    menu = await cast.faisal.menu()
    cast.tell.check(
        f"version {menu.version} of the menu says what it said before the guests came",
        expected=(before.categories, before.items, before.modifier_lists),
        seen=(menu.categories, menu.items, menu.modifier_lists),
    )
    cast.tell.check("the duck can be had", expected=False, seen=DUCK in await cast.faisal.out())
    cast.at_menu.give_back()
    cast.faisal.does("takes the two screens off the wall")
    await cast.faisal.revoke_screens()
    for screen in (cast.fire, cast.pots):
        await _is_ended(cast, screen.watched, "DEVICE_REVOKED")


def _is_connected(stream: Live[Any]) -> bool:
    return stream.is_connected


async def _is_ended(cast: Cast, stream: Live[Any], reason: str) -> None:
    ended = await stream.end()
    cast.tell.check(
        f"the stream of {stream.whose} ends with {ended.reason}", expected=reason, seen=ended.reason
    )
