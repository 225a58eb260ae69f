"""A house that is open."""

import pytest

from tests.support.app import RunningApp
from tests.support.house import House, open_house


@pytest.fixture
async def house(app: RunningApp) -> House:
    """A restaurant with two tables, a menu and a kitchen screen."""
    return await open_house(app)
