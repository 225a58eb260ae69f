"""Rui's phone loses its connection while the second round is cooked, and misses nothing."""

from here2order.ordering.v1.order_pb2 import (
    ORDER_STATE_IN_PREPARATION,
    ORDER_STATE_READY,
    ORDER_STATE_SERVED,
    TICKET_STATE_SERVED,
)

from sandbox.dinner.cast import Cast


async def tunnel(cast: Cast) -> None:
    """It goes on from its cursor: every change once, and no snapshot."""
    cast.tell.act("Rui's phone in a tunnel")
    rui, order = cast.rui, cast.second
    await rui.sees_order(order, cast.ana.book.orders[order.id].state)
    rui.does("loses the connection")
    await rui.watched_orders.disconnect()
    held, cursor = rui.book.orders[order.id].version, rui.book.cursor
    await _cooked_meanwhile(cast)
    now = cast.ana.book.orders[order.id].version
    cast.tell.check(
        "Rui's phone knows nothing of it", expected=held, seen=rui.book.orders[order.id].version
    )
    rui.does("has a signal again, and goes on from the cursor it kept")
    rui.watched_orders.connect()
    await rui.sees_order(order, ORDER_STATE_READY)
    cast.tell.check(
        f"what happened meanwhile came, each version once: {held + 1} to {now}",
        expected=list(range(1, now + 1)),
        seen=rui.book.versions[order.id],
    )
    cast.tell.check("no snapshot was needed", expected=1, seen=rui.book.snapshots)
    cast.tell.check("the cursor moved on", expected=True, seen=rui.book.cursor != cursor)
    await _like_a_fresh_look(cast)
    await cast.devika.serve(order)
    for watching in (cast.ana, rui, cast.devika):
        await watching.sees_order(order, ORDER_STATE_SERVED)
    for screen in (cast.fire, cast.pots):
        await screen.sees_ticket(order, TICKET_STATE_SERVED)


async def _cooked_meanwhile(cast: Cast) -> None:
    order = cast.second
    await cast.pots.start(order)
    await cast.ana.sees_order(order, ORDER_STATE_IN_PREPARATION)
    await cast.fire.start(order)
    await cast.fire.bump(order)
    await cast.pots.bump(order)
    await cast.ana.sees_order(order, ORDER_STATE_READY)


async def _like_a_fresh_look(cast: Cast) -> None:
    fresh = {order.id: order for order in await cast.rui.list_orders()}
    cast.tell.check(
        "the phone shows what a fresh look at the orders shows",
        expected=fresh,
        seen=cast.rui.book.orders,
    )
