"""An owner with a restaurant, and others."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from here2order.identity.v1 import device_service_pb2
from here2order.ordering.v1 import visit_service_pb2

from server.config import Settings
from tests.rpc.catalog.parties import Caller, Owner
from tests.support.app import RunningApp
from tests.support.house import new_request_id

SignIn = Callable[[], Awaitable[Owner]]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A stream that is quiet beats soon: nobody waits for it."""
    return replace(settings, heartbeat_seconds=0.2)


@pytest.fixture
def sign_in(app: RunningApp) -> SignIn:
    """A function that gives somebody new an account, with no restaurant yet."""

    async def somebody() -> Owner:
        _, token = await app.sign_up("owner")
        return Owner(app.api, token)

    return somebody


@pytest.fixture
async def owner(sign_in: SignIn) -> Owner:
    """Somebody with a restaurant."""
    owner = await sign_in()
    await owner.open()
    return owner


@pytest.fixture
async def stranger(sign_in: SignIn) -> Owner:
    """Somebody with another restaurant."""
    stranger = await sign_in()
    await stranger.open()
    return stranger


@pytest.fixture
async def guest(owner: Owner) -> Caller:
    """Somebody who sits at a table of the owner's restaurant."""
    table = await owner.add_table("1")
    seat = await owner.api.visits.ScanTable(
        visit_service_pb2.ScanTableRequest(code=table.code, request_id=new_request_id())
    )
    return Caller(owner.api, seat.token)


@pytest.fixture
async def screen(owner: Owner) -> tuple[Caller, str]:
    """A screen in the owner's kitchen, and its device id."""
    pairing = await owner.ask(
        owner.api.devices.StartPairing,
        device_service_pb2.StartPairingRequest(
            restaurant_id=owner.restaurant_id, request_id=new_request_id(), name="Pass"
        ),
    )
    paired = await owner.api.devices.PairDevice(
        device_service_pb2.PairDeviceRequest(pairing_code=pairing.pairing_code)
    )
    return Caller(owner.api, paired.token), paired.device.id
