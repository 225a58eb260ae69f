"""A house that is open, and its till."""

import pytest

from tests.support.app import RunningApp
from tests.support.house import House, Seat, open_house
from tests.support.till import Till


@pytest.fixture
async def house(app: RunningApp) -> House:
    """A restaurant with two tables, a menu and a kitchen screen."""
    return await open_house(app)


@pytest.fixture
def till(app: RunningApp, house: House) -> Till:
    """Everything about its money; guests cannot pay online yet."""
    return Till(app, house)


@pytest.fixture
async def seat(house: House) -> Seat:
    """A guest at table 1."""
    return await house.sit_down()
