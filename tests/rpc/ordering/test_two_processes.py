"""Two server processes over one database: what one has told a guest, the other may not deny."""

from __future__ import annotations

from collections.abc import AsyncIterator

import grpc
import pytest

from server.app import App, build_app
from server.config import Settings
from tests.support.api import Api, bearer
from tests.support.app import SteeredClock
from tests.support.house import House, dosa, euro, menu_draft


@pytest.fixture
async def neighbour(settings: Settings, clock: SteeredClock) -> AsyncIterator[tuple[App, Api]]:
    """Another process's server, and its stubs."""
    built = build_app(settings, clock=clock)
    port = await built.start("127.0.0.1:0")
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield built, Api(channel)
    await built.stop()


async def test_a_process_that_lags_behind_does_not_call_the_newest_menu_stale(
    house: House, neighbour: tuple[App, Api]
) -> None:
    late, late_api = neighbour
    seat = await house.sit_down()
    order = house.order_request(dosa())
    await late_api.orders.PlaceOrder(order, metadata=bearer(seat.token))
    await late.feed.stop()  # from now on it learns nothing by itself

    draft = menu_draft()
    draft.items[0].price.CopyFrom(euro(1250))
    version = await house.publish(draft)
    newer = house.order_request(dosa())
    newer.menu_version = version
    placed = await late_api.orders.PlaceOrder(newer, metadata=bearer(seat.token))
    assert placed.order.totals.total_amount.amount == 1250
    assert placed.order.menu_version == version


async def test_what_is_placed_at_one_is_found_at_the_other(
    house: House, neighbour: tuple[App, Api]
) -> None:
    _, other = neighbour
    seat = await house.sit_down()
    request = house.order_request(dosa())
    here = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    there = await other.orders.PlaceOrder(request, metadata=bearer(seat.token))
    assert here == there
