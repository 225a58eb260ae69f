"""A round with options, from the phone over two stations to the table."""

import asyncio

from here2order.ordering.v1.order_pb2 import (
    ORDER_STATE_ACCEPTED,
    ORDER_STATE_IN_PREPARATION,
    ORDER_STATE_PLACED,
    ORDER_STATE_READY,
    ORDER_STATE_SERVED,
    TICKET_STATE_PREPARING,
    TICKET_STATE_QUEUED,
    TICKET_STATE_READY,
    TICKET_STATE_SERVED,
    LineRequest,
    Order,
    OrderState,
)

from sandbox.dinner import words
from sandbox.dinner.cast import Cast
from sandbox.dinner.dishes import FISH_CURRY, PRAWNS, line, price

_SENDINGS = 5
_DINNER = [
    line("ana-1", PRAWNS, "how-many-prawns/five", "from-the-fire/kanthari-butter"),
    line("ana-2", FISH_CURRY, "heat/as-we-eat-it", "bread-with-it/appam/2", note="one to share"),
]


async def first_round(cast: Cast) -> None:
    """Placed once, however often it is sent; made by two stations; served."""
    cast.tell.act("The first round")
    await _reads_the_price(cast, _DINNER)
    cast.first = await _sent_again_and_again(cast, _DINNER)
    await _everybody_sees_it(cast, cast.first)
    await _is_cooked(cast, cast.first)
    await cast.devika.serve(cast.first)
    await _all_see(cast, cast.first, ORDER_STATE_SERVED)
    for screen in (cast.fire, cast.pots):
        await screen.sees_ticket(cast.first, TICKET_STATE_SERVED)
    cast.tell.checked("both phones and Devika saw every state, up to served")


async def _reads_the_price(cast: Cast, lines: list[LineRequest]) -> None:
    quote = await cast.ana.quote(lines)
    for one in lines:
        cast.ana.does(f"chooses {words.wish(one, cast.ana.menu)}")
    cast.tell.check(
        f"what the phone adds up is the server's price: {words.money(quote.totals.lines_amount)}",
        expected=sum(price(one, cast.ana.menu) for one in lines),
        seen=quote.totals.lines_amount.amount,
    )


async def _sent_again_and_again(cast: Cast, lines: list[LineRequest]) -> Order:
    ana = cast.ana
    form = ana.order_form(lines, note="Ana and Rui share everything")
    ana.does(f"orders, and the phone sends it {_SENDINGS} times at once, for want of a signal")
    replies = await asyncio.gather(*(ana.place(form) for _ in range(_SENDINGS)))
    cast.tell.check(
        f"{_SENDINGS} equal replies", expected=[replies[0]] * _SENDINGS, seen=list(replies)
    )
    placed = [order.id for order in await ana.list_orders()]
    cast.tell.check("one order", expected=[replies[0].id], seen=placed)
    form.lines[0].quantity = 2
    ana.does("sends it with the same request id, but twice the prawns")
    await ana.is_refused(ana.place(form), "REQUEST_ID_REUSED")
    return replies[0]


async def _everybody_sees_it(cast: Cast, order: Order) -> None:
    await _all_see(cast, order, ORDER_STATE_PLACED)
    for screen, key in ((cast.fire, "ana-1"), (cast.pots, "ana-2")):
        ticket = await screen.sees_ticket(order, TICKET_STATE_QUEUED)
        cast.tell.check(
            f"{screen.name} gets what it has to make, and nothing else",
            expected=[key],
            seen=[made.key for made in ticket.lines],
        )


async def _is_cooked(cast: Cast, order: Order) -> None:
    await cast.fire.accept(order)
    await _all_see(cast, order, ORDER_STATE_ACCEPTED)
    await cast.fire.start(order)
    await _all_see(cast, order, ORDER_STATE_IN_PREPARATION)
    await cast.pots.start(order)
    await cast.pots.bump(order)
    await cast.pots.sees_ticket(order, TICKET_STATE_READY)
    await cast.pots.recall(order)
    await cast.pots.sees_ticket(order, TICKET_STATE_PREPARING)
    await cast.pots.bump(order)
    await cast.fire.bump(order)
    await _all_see(cast, order, ORDER_STATE_READY)


async def _all_see(cast: Cast, order: Order, state: OrderState.ValueType) -> None:
    for watching in (cast.ana, cast.rui, cast.devika):
        await watching.sees_order(order, state)
