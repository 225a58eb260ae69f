"""The relay: what is written about orders reaches Temporal, whatever happened in between."""

from datetime import timedelta
from functools import partial

import pytest
from bson import Timestamp
from temporalio.client import Client

from server.clock import SystemClock
from server.ordering.orders.domain import Order, OrderState
from server.ordering.orders.repository import COLLECTION
from server.storage.client import Database
from server.storage.cursor import Position
from tests.support.components import Temporal
from tests.workflows.orders import Orders, an_order
from tests.workflows.relays import Followed, relaying
from tests.workflows.waiting import until
from workflows.relay.lease import Leases

# No worker runs here: what the workflows do with it is another matter.


@pytest.fixture
async def client(temporal_server: Temporal) -> Client:
    return await Client.connect(temporal_server.address)


@pytest.fixture
def followed(client: Client) -> Followed:
    return Followed(client)


@pytest.fixture
def leases(store: Database) -> Leases:
    return Leases(store, COLLECTION)


async def test_every_order_gets_its_workflow(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client):
        placed = await orders.place_many(5)
        await followed.until_known(placed)
        assert [await followed.signals(order) for order in placed] == [0] * 5


async def test_an_order_that_was_accepted_at_once_gets_one_too(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client):
        order = await orders.place(an_order(SystemClock().now(), state=OrderState.ACCEPTED))
        await followed.until_known([order])


async def test_a_workflow_hears_when_its_order_is_taken_ready_and_over_and_no_more(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client):
        order = await orders.place()
        await followed.until_known([order])
        for told, actions in enumerate(("accept start", "bump", "recall bump", "serve"), 1):
            for action in actions.split():
                await orders.do(action, order)
            await until(partial(_are, told, followed, order))


async def test_an_order_whose_taking_is_heard_of_first_is_followed(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    order = await orders.place()
    await orders.do("accept", order)
    async with relaying(store, client):
        await followed.until_known([order])
        assert await followed.signals(order) == 1


async def test_an_order_that_ended_before_anybody_heard_of_it_is_settled_all_the_same(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client):
        await followed.until_known([await orders.place()])
    order = await orders.place()
    await orders.do("cancel", order)
    async with relaying(store, client):
        await followed.until_known([order])
        assert await followed.signals(order) == 1


async def test_a_relay_that_comes_back_goes_on_where_it_stood(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client):
        early = await orders.place()
        await followed.until_known([early])
        # From the stream: from here on the relay knows where it stands.
        await followed.until_known([await orders.place()])
    # A snapshot of what is open would know nothing of the first.
    await orders.do("cancel", early)
    late = await orders.place()
    async with relaying(store, client):
        await followed.until_known([late])
        await followed.until_told(early)


@pytest.mark.parametrize(
    "lost", [Position(time=Timestamp(1, 1)), Position(token="8200AA")], ids=["too old", "not ours"]
)
async def test_a_relay_whose_history_is_lost_begins_with_what_is_open(
    store: Database,
    orders: Orders,
    client: Client,
    followed: Followed,
    leases: Leases,
    lost: Position,
) -> None:
    async with relaying(store, client):
        await followed.until_known([await orders.place()])
    found = await leases.load()
    assert await leases.replace(found.held("", found.until, lost), found.version)
    placed = await orders.place_many(3)
    async with relaying(store, client):
        await followed.until_known(placed)
        await followed.until_known([await orders.place()])


async def test_of_two_relays_one_works(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client), relaying(store, client):
        placed = await orders.place_many(10)
        await followed.until_known(placed)
        for order in placed:
            await orders.do("accept", order)
        for order in placed:
            await followed.until_told(order)
        assert [await followed.signals(order) for order in placed] == [1] * 10


async def test_a_relay_takes_over_when_the_other_is_gone(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    async with relaying(store, client, lease_seconds=1):
        async with relaying(store, client, lease_seconds=1):
            await followed.until_known([await orders.place()])
        await followed.until_known([await orders.place()])


async def test_a_relay_that_lost_its_turn_waits_for_the_next(
    store: Database, orders: Orders, client: Client, followed: Followed, leases: Leases
) -> None:
    async with relaying(store, client, lease_seconds=1):
        await followed.until_known([await orders.place()])

        async def is_stolen() -> bool:
            found = await leases.load()
            until_time = SystemClock().now() + timedelta(seconds=1)
            stolen = found.held("somebody else", until_time, found.position)
            return await leases.replace(stolen, found.version)

        async def is_ours() -> bool:
            return (await leases.load()).owner.startswith("relay_")

        await until(is_stolen)
        await until(is_ours)
        await followed.until_known(await orders.place_many(3))


async def test_an_order_that_cannot_be_read_keeps_nobody_waiting(
    store: Database, orders: Orders, client: Client, followed: Followed
) -> None:
    broken = {"_id": "ord_broken", "restaurant_id": "rst_here", "open": True}
    await store[COLLECTION].insert_one(broken)
    async with relaying(store, client):
        await followed.until_known([await orders.place()])
        await store[COLLECTION].insert_one(broken | {"_id": "ord_broken_too"})
        await followed.until_known([await orders.place()])


async def _are(count: int, followed: Followed, order: Order) -> bool:
    return await followed.signals(order) == count
