"""The restaurant set up through the public API, on a real server and a real mongod."""

import uuid
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import grpc.aio
import pytest
from here2order.catalog.v1 import menu_service_pb2 as menu_api
from here2order.catalog.v1 import restaurant_service_pb2 as restaurant_api
from here2order.catalog.v1.menu_service_pb2_grpc import MenuServiceStub
from here2order.catalog.v1.restaurant_service_pb2_grpc import RestaurantServiceStub
from here2order.identity.v1 import device_service_pb2 as device_api
from here2order.identity.v1 import team_service_pb2 as team_api
from here2order.identity.v1.device_service_pb2_grpc import DeviceServiceStub
from here2order.identity.v1.team_pb2 import Role
from here2order.identity.v1.team_service_pb2_grpc import TeamServiceStub
from here2order.ordering.v1 import visit_service_pb2 as visit_api
from here2order.ordering.v1.visit_service_pb2_grpc import VisitServiceStub
from pymongo import AsyncMongoClient

from sandbox.clerk import RunningClerk
from sandbox.restaurant import messages, place
from sandbox.restaurant.house import KITCHEN_SCREEN, ask
from sandbox.restaurant.seed import Seeded, seed
from server.app import build_app
from server.config import Settings
from tests.support.components import Mongod


@pytest.fixture
async def target(clerk: RunningClerk, mongod_server: Mongod, database: str) -> AsyncIterator[str]:
    """Where the API is served."""
    settings = Settings(
        mongodb_uri=mongod_server.uri,
        database=database,
        listen="127.0.0.1:0",
        clerk_issuer=clerk.issuer,
        clerk_jwks_url=clerk.jwks_url,
        token_secret="not a secret, long enough to be taken for one",
        public_url="http://localhost:8080",
    )
    app = build_app(settings)
    port = await app.start(settings.listen)
    yield f"127.0.0.1:{port}"
    await app.stop()


@pytest.fixture
async def channel(target: str) -> AsyncIterator[grpc.aio.Channel]:
    async with grpc.aio.insecure_channel(target) as made:
        yield made


@pytest.fixture
async def seeded(target: str, clerk: RunningClerk) -> Seeded:
    return await seed(target, clerk.url)


async def _documents(mongod: Mongod, database: str) -> dict[str, list[dict[str, Any]]]:
    async with AsyncMongoClient[dict[str, Any]](mongod.uri) as client:
        collections = client[database]
        return {
            name: await collections[name].find().sort("_id").to_list()
            for name in await collections.list_collection_names()
        }


async def test_a_customer_reads_the_whole_menu(channel: grpc.aio.Channel, seeded: Seeded) -> None:
    wanted = menu_api.GetMenuRequest(restaurant_id=seeded.restaurant_id)
    answer = await ask(MenuServiceStub(channel).GetMenu, wanted, seeded.tokens["customer"])
    draft = messages.menu_draft()
    assert answer.menu.currency == place.CURRENCY
    assert list(answer.menu.categories) == list(draft.categories)
    assert list(answer.menu.items) == list(draft.items)
    assert list(answer.menu.modifier_lists) == list(draft.modifier_lists)


async def test_the_house_is_as_it_was_described(channel: grpc.aio.Channel, seeded: Seeded) -> None:
    wanted = restaurant_api.GetRestaurantRequest(restaurant_id=seeded.restaurant_id)
    stub = RestaurantServiceStub(channel)
    house = (await ask(stub.GetRestaurant, wanted, seeded.tokens["staff"])).restaurant
    assert (house.name, house.time_zone) == (place.NAME, place.TIME_ZONE)
    assert [station.id for station in house.stations] == [it.id for it in place.STATIONS]


async def test_everybody_has_the_role_of_the_plan(
    channel: grpc.aio.Channel, seeded: Seeded
) -> None:
    wanted = team_api.ListMembersRequest(restaurant_id=seeded.restaurant_id)
    team = await ask(TeamServiceStub(channel).ListMembers, wanted, seeded.tokens["manager"])
    roles = Counter(Role.Name(member.role).removeprefix("ROLE_").lower() for member in team.members)
    assert roles == Counter(person.role for person in place.PEOPLE)


async def test_a_phone_can_scan_the_first_table(channel: grpc.aio.Channel, seeded: Seeded) -> None:
    scan = visit_api.ScanTableRequest(code=seeded.table_code, request_id=str(uuid.uuid4()))
    answer = await VisitServiceStub(channel).ScanTable(scan)
    assert answer.visit.table_name == "1"
    assert seeded.guest_url == f"http://localhost:8080/t/{seeded.table_code}"


async def test_a_kitchen_screen_can_be_paired(channel: grpc.aio.Channel, seeded: Seeded) -> None:
    pair = device_api.PairDeviceRequest(pairing_code=seeded.pairing_code)
    answer = await DeviceServiceStub(channel).PairDevice(pair)
    assert answer.device.name == KITCHEN_SCREEN
    assert seeded.kitchen_url.endswith(f"/kitchen?code={seeded.pairing_code}")


async def test_a_second_run_changes_nothing(
    seeded: Seeded, target: str, clerk: RunningClerk, mongod_server: Mongod, database: str
) -> None:
    before = await _documents(mongod_server, database)
    again = await seed(target, clerk.url)
    assert await _documents(mongod_server, database) == before
    assert again.guest_url == seeded.guest_url
    assert again.pairing_code == seeded.pairing_code


async def test_a_used_pairing_code_is_followed_by_a_fresh_one(
    channel: grpc.aio.Channel, seeded: Seeded, target: str, clerk: RunningClerk
) -> None:
    pair = device_api.PairDeviceRequest(pairing_code=seeded.pairing_code)
    await DeviceServiceStub(channel).PairDevice(pair)
    again = await seed(target, clerk.url)
    assert again.pairing_code != seeded.pairing_code


async def test_what_an_owner_changed_stays_changed(
    channel: grpc.aio.Channel, seeded: Seeded, target: str, clerk: RunningClerk
) -> None:
    change = restaurant_api.UpdateRestaurantRequest(restaurant_id=seeded.restaurant_id)
    change.restaurant.name = "Chakara by the Sea"
    change.update_mask.paths.append("name")
    stub = RestaurantServiceStub(channel)
    await ask(stub.UpdateRestaurant, change, seeded.tokens["owner"])
    again = await seed(target, clerk.url)
    wanted = restaurant_api.GetRestaurantRequest(restaurant_id=again.restaurant_id)
    answer = await ask(stub.GetRestaurant, wanted, again.tokens["owner"])
    assert again.restaurant_id == seeded.restaurant_id
    assert answer.restaurant.name == "Chakara by the Sea"


async def test_the_words_at_the_end_name_what_one_needs(seeded: Seeded) -> None:
    words = str(seeded)
    for needed in (seeded.guest_url, seeded.kitchen_url, seeded.sign_in_url, "grpcurl"):
        assert needed in words
    for role, token in seeded.tokens.items():
        assert f"{role.upper()}={token}" in words
