"""Two orders that come to nothing, and one that can no longer be taken back."""

from here2order.ordering.v1.order_pb2 import (
    ORDER_STATE_ACCEPTED,
    ORDER_STATE_CANCELLED,
    ORDER_STATE_PLACED,
    ORDER_STATE_REJECTED,
    TICKET_STATE_QUEUED,
    TICKET_STATE_VOIDED,
    LineRequest,
    Order,
)

from sandbox.dinner import words
from sandbox.dinner.cast import Cast
from sandbox.dinner.dishes import PUMPKIN, SQUID, line
from sandbox.dinner.parties.guest import GuestPhone

_REASON = "The last squid went over the pass a minute ago."


async def not_tonight(cast: Cast) -> None:
    """One is rejected, one is cancelled in time, one is not."""
    cast.tell.act("Not tonight")
    await _rejected(cast)
    await _cancelled(cast)
    await _too_late(cast)


async def _rejected(cast: Cast) -> None:
    order = await _ordered(cast, cast.rui, line("rui-3", SQUID, "heat/toddy-shop"))
    await cast.fire.reject(order, _REASON)
    shown = await cast.rui.sees_order(order, ORDER_STATE_REJECTED)
    cast.tell.check("Rui reads the reason", expected=_REASON, seen=shown.end_reason)
    await cast.fire.sees_ticket(order, TICKET_STATE_VOIDED)
    await cast.devika.sees_order(order, ORDER_STATE_REJECTED)


async def _cancelled(cast: Cast) -> None:
    order = await _ordered(cast, cast.ana, line("ana-3", PUMPKIN))
    cast.ana.does("has had enough, and takes it back before anybody has it")
    await cast.ana.cancel(order)
    for watching in (cast.ana, cast.rui, cast.devika):
        await watching.sees_order(order, ORDER_STATE_CANCELLED)
    await cast.fire.sees_ticket(order, TICKET_STATE_VOIDED)
    cast.tell.checked("everybody sees it go, the kitchen too")


async def _too_late(cast: Cast) -> None:
    await cast.pots.accept(cast.second)
    await cast.rui.sees_order(cast.second, ORDER_STATE_ACCEPTED)
    cast.rui.does(f"would take {cast.second.number} back, but the kitchen has it")
    await cast.rui.is_refused(cast.rui.cancel(cast.second), "CALLER_NOT_ALLOWED")


async def _ordered(cast: Cast, guest: GuestPhone, wanted: LineRequest) -> Order:
    guest.does(f"orders {words.wish(wanted, guest.menu)}")
    order = await guest.place(guest.order_form([wanted]))
    await guest.sees_order(order, ORDER_STATE_PLACED)
    await cast.fire.sees_ticket(order, TICKET_STATE_QUEUED)
    return order
