"""What a menu costs that is longer: to read it, to order from it, to publish it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence

from here2order.catalog.v1 import menu_service_pb2

from bench.growth.evening import PLACE_ORDER, guests_of, ordering
from bench.growth.town import Seat
from bench.menu import long_menu, three_lines
from bench.processes import usage
from bench.result import Row, median
from bench.site import Site, site

SIZES = (20, 80, 400, 2_000)
_GET_MENU = "/here2order.catalog.v1.MenuService/GetMenu"
#: A turn is longer than the server takes to see how many call at once: some two seconds.
_TURNS, _CALLS, _PUBLICATIONS = 3, 8_000, 4
_VISITS = 8


async def measure(sizes: Sequence[int] = SIZES) -> AsyncIterator[Row]:
    """Three rows a size: GetMenu, PlaceOrder and PublishMenu, the draft's writing included."""
    async with site(items=sizes[0], visits=_VISITS) as place:
        for items in sizes:
            name = f"menu of {items:,} items"
            publishing, version = await _publishing(place, items)
            reading = await _calls(place, _GET_MENU, "GetMenu", name, _menu_request(place))
            ordered = ordering([three_lines()], version)
            placing = await _calls(place, PLACE_ORDER, "PlaceOrder", name, ordered)
            for row in (reading, placing, publishing):
                yield row


async def _publishing(place: Site, items: int) -> tuple[Row, int]:
    draft, version = long_menu(items), await place.house.publish(long_menu(items))
    before = usage(place.server.pid)
    for _ in range(_PUBLICATIONS):
        version = await place.house.publish(draft)
    after = usage(place.server.pid)
    cpu = after.cpu_us_since(before, _PUBLICATIONS)
    name, memory = f"menu of {items:,} items", after.memory_mb
    row = Row(part="growth", profile="PublishMenu", contestant=name, cpu_us=cpu, memory_mb=memory)
    return row, version


async def _calls(
    place: Site, rpc: str, profile: str, contestant: str, request: Callable[[], bytes]
) -> Row:
    seats = [Seat(place.house.restaurant_id, one.visit_id, one.token) for one in place.seats]
    pids = (place.server.pid, place.mongod.pid)
    async with guests_of(place.target, rpc, pids, seats, request) as guests:
        await guests.turn_of(_CALLS)
        turns = [
            await guests.turn_of(_CALLS, profile=profile, contestant=contestant)
            for _ in range(_TURNS)
        ]
    return median(turns)


def _menu_request(place: Site) -> Callable[[], bytes]:
    request = menu_service_pb2.GetMenuRequest(restaurant_id=place.house.restaurant_id)
    return request.SerializeToString
