"""Kitchen devices through the whole server."""

import asyncio
import re
from uuid import uuid4

from here2order.identity.v1 import device_pb2, team_pb2
from here2order.identity.v1 import device_service_pb2 as pb
from here2order.ordering.v1 import ticket_service_pb2

from server.errors import Reason
from server.storage.client import connect
from tests.rpc.identity.conftest import House, Person, reasons, refused_for
from tests.support.api import bearer
from tests.support.components import Mongod

PAIRING, PAIRED = device_pb2.DEVICE_STATE_PAIRING, device_pb2.DEVICE_STATE_PAIRED
REVOKED = device_pb2.DEVICE_STATE_REVOKED


async def listed(house: House, by: Person, restaurant_id: str) -> list[device_pb2.Device]:
    request = pb.ListDevicesRequest(restaurant_id=restaurant_id)
    return list((await house.api.devices.ListDevices(request, metadata=by.metadata)).devices)


async def revoke(house: House, by: Person, restaurant_id: str, device_id: str) -> device_pb2.Device:
    request = pb.RevokeDeviceRequest(restaurant_id=restaurant_id, device_id=device_id)
    return (await house.api.devices.RevokeDevice(request, metadata=by.metadata)).device


async def work(house: House, token: str) -> None:
    """What a kitchen screen does."""
    await house.api.tickets.ListTickets(
        ticket_service_pb2.ListTicketsRequest(), metadata=bearer(token)
    )


async def test_a_device_is_paired_by_its_code_and_works(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    assert re.fullmatch("[A-Z0-9]{4}-[A-Z0-9]{4}", started.pairing_code)
    assert (started.device.state, started.device.name) == (PAIRING, "Grill")
    lasts = started.pairing_code_expire_time.seconds - started.device.create_time.seconds
    assert lasts == 600
    paired = await house.pair(f" {started.pairing_code.lower().replace('-', '')}")
    assert (paired.device.id, paired.device.state) == (started.device.id, PAIRED)
    await work(house, paired.token)
    assert await listed(house, olga, restaurant_id) == [paired.device]


async def test_twenty_equal_requests_make_one_device(
    house: House, olga: Person, restaurant_id: str
) -> None:
    request_id = str(uuid4())
    replies = await asyncio.gather(
        *(house.start_pairing(olga, restaurant_id, request_id) for _ in range(20))
    )
    assert len({one.SerializeToString(deterministic=True) for one in replies}) == 1
    assert len(await listed(house, olga, restaurant_id)) == 1
    other = pb.StartPairingRequest(restaurant_id=restaurant_id, request_id=request_id, name="Bar")
    with refused_for(Reason.REQUEST_ID_REUSED):
        await house.api.devices.StartPairing(other, metadata=olga.metadata)


async def test_of_many_who_enter_a_code_one_gets_the_token(
    house: House, olga: Person, restaurant_id: str
) -> None:
    code = (await house.start_pairing(olga, restaurant_id)).pairing_code
    results = await asyncio.gather(*(house.pair(code) for _ in range(8)), return_exceptions=True)
    failures = reasons(results)
    assert len(failures) == 7
    assert set(failures) == {Reason.PAIRING_CODE_UNKNOWN}


async def test_a_code_that_nobody_enters_in_time_opens_nothing(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    house.clock.pass_time(seconds=600)
    with refused_for(Reason.PAIRING_CODE_UNKNOWN):
        await house.pair(started.pairing_code)
    assert [one.state for one in await listed(house, olga, restaurant_id)] == [REVOKED]
    await house.start_pairing(olga, restaurant_id)
    assert [one.state for one in await listed(house, olga, restaurant_id)] == [PAIRING, REVOKED]


async def test_codes_cannot_be_found_by_trying(
    house: House, olga: Person, restaurant_id: str
) -> None:
    code = (await house.start_pairing(olga, restaurant_id)).pairing_code
    for _ in range(30):
        with refused_for(Reason.PAIRING_CODE_UNKNOWN):
            await house.pair("AAAA-AAAA")
    with refused_for(Reason.TOO_MANY_CALLS):
        await house.pair("AAAA-AAAA")
    with refused_for(Reason.TOO_MANY_CALLS):
        await house.pair(code)
    house.clock.pass_time(seconds=60)
    assert (await house.pair(code)).token


async def test_no_code_is_stored(
    house: House, olga: Person, restaurant_id: str, mongod_server: Mongod, database: str
) -> None:
    code = (await house.start_pairing(olga, restaurant_id)).pairing_code
    async with connect(mongod_server.uri) as client:
        stored = str(await client[database]["devices"].find_one({}))
    assert code.replace("-", "") not in stored


async def test_a_revoked_device_is_out_at_once_and_for_good(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    token = (await house.pair(started.pairing_code)).token
    await work(house, token)
    revoked = await revoke(house, olga, restaurant_id, started.device.id)
    assert revoked.state == REVOKED
    assert revoked.HasField("revoke_time")
    with refused_for(Reason.DEVICE_REVOKED):
        await work(house, token)
    assert await revoke(house, olga, restaurant_id, started.device.id) == revoked


async def test_a_device_that_was_never_paired_can_be_revoked(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    await revoke(house, olga, restaurant_id, started.device.id)
    with refused_for(Reason.PAIRING_CODE_UNKNOWN):
        await house.pair(started.pairing_code)


async def test_another_restaurants_devices_do_not_exist(
    house: House, olga: Person, restaurant_id: str
) -> None:
    started = await house.start_pairing(olga, restaurant_id)
    otto = await house.person("otto")
    other_id = await house.found(otto)
    assert await listed(house, otto, other_id) == []
    with refused_for(Reason.NOT_FOUND):
        await revoke(house, otto, other_id, started.device.id)
    with refused_for(Reason.NOT_FOUND):
        await listed(house, otto, restaurant_id)


async def test_staff_pair_nothing(house: House, olga: Person, restaurant_id: str) -> None:
    sam = await house.hire(olga, restaurant_id, team_pb2.ROLE_STAFF)
    with refused_for(Reason.CALLER_NOT_ALLOWED):
        await house.start_pairing(sam, restaurant_id)
