"""A house at which guests can pay online."""

import pytest

from tests.support.app import RunningApp
from tests.support.house import House, Seat
from tests.support.till import Till


@pytest.fixture
async def till(app: RunningApp, house: House) -> Till:
    """Its money; Stripe takes charges for it."""
    till = Till(app, house)
    await till.connect()
    return till


@pytest.fixture
async def ana(house: House) -> Seat:
    """A guest who has ordered a dosa for 11.50."""
    seat = await house.sit_down()
    await house.order(seat)
    return seat
