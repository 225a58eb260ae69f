"""What is asked of the database stays as cheap when a restaurant has served for years."""

import pytest

from bench.growth.history import OrderStencil, served_orders
from bench.growth.plans import Plan, explain_all
from bench.growth.questions import About
from bench.growth.stencil import ids
from server.ordering.orders.documents import from_document
from server.ordering.orders.repository import COLLECTION
from server.storage.client import Database, Document, connect
from tests.support.components import Mongod
from tests.support.house import House

_YEARS_AGO = 1_600_000_000_000
_HISTORY = 300


@pytest.fixture
async def plans(house: House, mongod_server: Mongod, database: str) -> list[Plan]:
    """Of every question, asked in a house with a history, and with one order that is open."""
    seat = await house.sit_down()
    await house.order(seat)
    async with connect(mongod_server.uri) as client:
        orders = client[database][COLLECTION]
        (stencil,) = await served_orders(client[database], 1)
        served = await orders.find_one({})
        assert served is not None
        await orders.insert_many(history(stencil, served))
        await house.order(seat)
        about = About(from_document(served))
        return await explain_all(mongod_server.uri, database, about.questions())


def history(stencil: OrderStencil, served: Document) -> list[Document]:
    """Parties of three, a minute apart."""
    times = [_YEARS_AGO + 60_000 * number for number in range(_HISTORY)]
    visits = [one for one in ids(b"vis_", times[::3]) for _ in range(3)]
    house, guest = served["restaurant_id"].encode(), served["guest_id"].encode()
    rows = zip(ids(b"ord_", times), visits, times, strict=True)
    return [dict(stencil.filled(order, (house, visit, guest), time)) for order, visit, time in rows]


async def test_nothing_is_looked_through_sorted_or_read_in_vain(plans: list[Plan]) -> None:
    assert plans
    assert [str(plan) for plan in plans if plan.objections] == []


async def test_a_question_without_an_index_would_be_seen(
    house: House, mongod_server: Mongod, database: str
) -> None:
    seat = await house.sit_down()
    await house.order(seat)

    async def by_name(it: Database) -> object:
        return await it[COLLECTION].find_one({"guest_name": "nobody"}, sort={"number": 1})

    (plan,) = await explain_all(mongod_server.uri, database, [("by name", by_name)])
    assert plan.objections == ["looks through everything", "sorts when asked"]
