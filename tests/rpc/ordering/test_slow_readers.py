"""A phone that does not read is cut off, and harms nobody else."""

from collections.abc import AsyncIterator
from dataclasses import replace

import grpc
import pytest

from server.config import Settings
from tests.support.api import Api
from tests.support.app import RunningApp
from tests.support.house import House, dosa
from tests.support.refusals import refused
from tests.support.watching import guest_watcher

#: What a phone takes in before it is asked.
WINDOW = [("grpc.http2.lookahead_bytes", 1024), ("grpc.http2.bdp_probe", 0)]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Few changes may wait."""
    return replace(settings, stream_backlog=5)


@pytest.fixture
async def phone(app: RunningApp) -> AsyncIterator[Api]:
    """A phone whose pipe is thin."""
    async with grpc.aio.insecure_channel(app.target, options=WINDOW) as channel:
        yield Api(channel)


async def test_a_phone_that_does_not_read_is_cut_off_with_its_cursor(
    house: House, phone: Api
) -> None:
    seat = await house.sit_down()
    reading, sleeping = guest_watcher(house.api, seat.token), guest_watcher(phone, seat.token)
    reading.connect()
    sleeping.connect()
    await reading.caught_up()
    await sleeping.caught_up()

    lines = [dosa(key=str(number)) for number in range(100)]
    ordered = {(await house.order(seat, *lines)).id for _ in range(20)}
    await reading.until(lambda it: ordered <= set(it.orders))

    refusal = await refused(sleeping.until(lambda _: False))
    assert (refusal.code, refusal.reason) == ("RESOURCE_EXHAUSTED", "STREAM_TOO_SLOW")
    assert not ordered <= set(sleeping.orders)
    sleeping.cursor = refusal.metadata["cursor"]
    sleeping.connect()
    await sleeping.until(lambda it: ordered <= set(it.orders))
    assert all(seen == [1] for seen in sleeping.versions.values())
