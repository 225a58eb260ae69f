"""The kitchen is switched on, and two phones meet at a table."""

from here2order.ordering.v1.visit_pb2 import Visit
from here2order.ordering.v1.visit_service_pb2 import GetVisitRequest

from sandbox.dinner.cast import Cast
from sandbox.dinner.parties.guest import GuestPhone


async def arrival(cast: Cast) -> None:
    """Everybody is there, and watches."""
    cast.tell.act(f"Two phones at table {cast.table.name}")
    for screen in (cast.fire, cast.pots):
        code = await cast.faisal.pairing_code(f"{screen.name} (dinner)")
        screen.does(f"is paired with the code {code}")
        await screen.pair(code)
    cast.ana.does("scans the code on the table and sits down")
    cast.visit = await cast.ana.scan(cast.table.code)
    await cast.devika.follow(cast.visit)
    cast.rui.does("scans it, too; this phone speaks gRPC-Web over HTTP/1.1")
    joined = await cast.rui.scan(cast.table.code)
    cast.tell.check("Rui joined the visit that Ana opened", expected=cast.visit.id, seen=joined.id)
    for phone in (cast.ana, cast.rui):
        await _reads_the_menu(phone)
    seen = (await cast.ana.ask(cast.ana.visits.GetVisit, GetVisitRequest())).visit
    cast.tell.check(
        "Ana's phone shows both of them", expected=["Ana", "Rui"], seen=_names_of_guests(seen)
    )
    cast.tell.check("neither sees an order of a party before", expected=[0, 0], seen=_orders(cast))


async def _reads_the_menu(phone: GuestPhone) -> None:
    await phone.sees_menu(1)
    await phone.watched_orders.until(
        "a snapshot of the visit's orders", lambda: phone.book.snapshots > 0, lambda: "nothing"
    )


def _names_of_guests(visit: Visit) -> list[str]:
    return [guest.name for guest in visit.guests]


def _orders(cast: Cast) -> list[int]:
    return [len(phone.book.orders) for phone in (cast.ana, cast.rui)]
