"""A restaurant has two hundred devices at the most, however many are paired at once."""

import asyncio

from server.errors import Reason
from tests.rpc.identity.conftest import House, Person, reasons, refused_for
from tests.rpc.identity.test_devices import REVOKED, listed, revoke


async def test_two_hundred_and_not_one_more(house: House, olga: Person, restaurant_id: str) -> None:
    results = await asyncio.gather(
        *(house.start_pairing(olga, restaurant_id) for _ in range(210)), return_exceptions=True
    )
    failures = reasons(results)
    assert set(failures) == {Reason.INVALID_FIELDS}
    assert len(failures) == 10
    devices = await listed(house, olga, restaurant_id)
    assert len(devices) == 200

    await revoke(house, olga, restaurant_id, devices[0].id)
    added = await house.start_pairing(olga, restaurant_id)
    with refused_for(Reason.INVALID_FIELDS):
        await house.start_pairing(olga, restaurant_id)
    now = await listed(house, olga, restaurant_id)
    assert len(now) == 200
    assert now[0] == added.device
    assert REVOKED not in {one.state for one in now}

    house.clock.pass_time(seconds=600)
    assert (await house.start_pairing(olga, restaurant_id)).pairing_code
    assert len(await listed(house, olga, restaurant_id)) == 200
