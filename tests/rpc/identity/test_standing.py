"""An open stream ends as soon as its caller has lost what let them in."""

import asyncio
from dataclasses import replace
from typing import Any

import grpc
import pytest
from here2order.identity.v1 import team_pb2, team_service_pb2
from here2order.ordering.v1 import order_service_pb2, ticket_service_pb2

from server.config import Settings
from server.errors import Reason
from tests.rpc.identity.conftest import House, Metadata, Person, refused_for
from tests.rpc.identity.test_devices import revoke
from tests.rpc.identity.test_teams import MANAGER, STAFF, change, remove
from tests.support.api import bearer
from tests.support.app import RunningApp
from tests.support.house import Seat, open_house


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, heartbeat_seconds=0.05)


class Stream:
    """An open stream, past its snapshot and its first beat."""

    def __init__(self, call: Any) -> None:
        self._call = call

    async def open(self) -> "Stream":
        async with asyncio.timeout(10):
            assert (await self._call.read()).HasField("snapshot")
        await self.beat()
        return self

    async def beat(self, times: int = 1) -> None:
        """Waits for so many beats; raises what the stream ends with."""
        async with asyncio.timeout(10):
            for _ in range(times):
                message = await self._call.read()
                assert message is not grpc.aio.EOF
                assert message.HasField("heartbeat")

    async def end(self) -> None:
        """Waits for the end, and raises it."""
        async with asyncio.timeout(10):
            while await self._call.read() is not grpc.aio.EOF:
                pass

    def close(self) -> None:
        self._call.cancel()


async def tickets(house: House, metadata: Metadata, restaurant_id: str = "") -> Stream:
    request = ticket_service_pb2.WatchTicketsRequest(restaurant_id=restaurant_id)
    return await Stream(house.api.tickets.WatchTickets(request, metadata=metadata)).open()


async def orders(house: House, person: Person, restaurant_id: str) -> Stream:
    request = order_service_pb2.WatchOrdersRequest(restaurant_id=restaurant_id)
    return await Stream(house.api.orders.WatchOrders(request, metadata=person.metadata)).open()


async def guest_orders(app: RunningApp, seat: Seat) -> Stream:
    request = order_service_pb2.WatchOrderRequest()
    call = app.api.orders.WatchOrder(request, metadata=bearer(seat.token))
    return await Stream(call).open()


async def test_a_revoked_devices_stream_ends_at_once(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    other = await house.start_pairing(olga, restaurant_id)
    token = (await house.pair(started.pairing_code)).token
    other_token = (await house.pair(other.pairing_code)).token
    stream = await tickets(house, bearer(token))
    goes_on = await tickets(house, bearer(other_token))
    await revoke(house, olga, restaurant_id, started.device.id)
    with refused_for(Reason.DEVICE_REVOKED):
        await stream.end()
    await goes_on.beat(times=10)


async def test_a_removed_members_stream_ends_at_once(
    house: House, olga: Person, restaurant_id: str
) -> None:
    sam = await house.hire(olga, restaurant_id, STAFF)
    stream = await orders(house, sam, restaurant_id)
    await remove(house, olga, restaurant_id, sam)
    with refused_for(Reason.CALLER_NOT_ALLOWED):
        await stream.end()


async def test_a_stream_ends_when_the_role_is_not_enough_any_more(
    house: House, olga: Person, restaurant_id: str
) -> None:
    sam = await house.hire(olga, restaurant_id, STAFF)
    stream = await orders(house, sam, restaurant_id)
    await change(house, olga, restaurant_id, sam, team_pb2.ROLE_CUSTOMER)
    with refused_for(Reason.CALLER_NOT_ALLOWED):
        await stream.end()


async def test_a_stream_goes_on_while_the_role_is_enough(
    house: House, olga: Person, restaurant_id: str
) -> None:
    sam = await house.hire(olga, restaurant_id, STAFF)
    stream = await orders(house, sam, restaurant_id)
    await change(house, olga, restaurant_id, sam, MANAGER)
    await house.hire(olga, restaurant_id, STAFF)
    await stream.beat(times=10)


async def test_a_cursor_does_not_lead_past_a_lost_role(
    house: House, olga: Person, restaurant_id: str
) -> None:
    sam = await house.hire(olga, restaurant_id, STAFF)
    (await orders(house, sam, restaurant_id)).close()
    request = team_service_pb2.RemoveMemberRequest(restaurant_id=restaurant_id, user_id=sam.user_id)
    await house.api.team.RemoveMember(request, metadata=olga.metadata)
    with refused_for(Reason.NOT_FOUND):
        await orders(house, sam, restaurant_id)


async def test_a_guests_stream_ends_when_the_party_is_long_gone(app: RunningApp) -> None:
    house = await open_house(app)
    stream = await guest_orders(app, await house.sit_down())
    app.clock.pass_time(hours=12)
    with refused_for(Reason.VISIT_CLOSED):
        await stream.end()
