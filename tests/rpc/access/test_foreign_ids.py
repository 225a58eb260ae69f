"""What belongs to another restaurant, or to another visit, does not exist: whatever one is here."""

from collections.abc import Iterator

import pytest
from google.protobuf.message import Message

from server.contract import methods
from server.rpc.methods import Method
from tests.rpc.access.callers import Metadata
from tests.rpc.access.calling import answer, name_of
from tests.rpc.access.expectation import SERVED, expected
from tests.rpc.access.requests import request_for
from tests.rpc.access.world import World
from tests.support.api import bearer
from tests.support.refusals import Refusal

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("foreign_ids")]

#: Fields that name what is somebody's, with an id of the right form that nobody has.
_UNKNOWN = {
    "order_id": "ord_" + "0" * 26,
    "visit_id": "vis_" + "0" * 26,
    "table_id": "tbl_" + "0" * 26,
    "device_id": "dev_" + "0" * 26,
    "payment_id": "pay_" + "0" * 26,
    "message_id": "msg_" + "0" * 26,
    "user_id": "user_nobody",
}
#: Fields that end in _id and name nothing that a restaurant could have alone.
_OTHER = {
    "restaurant_id",  # every caller against it: test_callers.py
    "request_id",  # the client's own
    "item_id",  # chosen by each restaurant: the same words may stand in many menus
    "station_id",
    "stripe_account_id",  # Stripe's; several restaurants of one owner may share it
}
#: Here the id is a filter: what it finds is nothing.
_FILTERS = {("ListOrders", "visit_id"), ("ListMessages", "visit_id"), ("ListPayments", "visit_id")}


def _id_fields(method: Method) -> Iterator[str]:
    for field in method.request_class.DESCRIPTOR.fields:
        if field.name.endswith("_id") and field.name not in _OTHER:
            yield field.name


_CASES = [
    pytest.param(method, field, id=f"{name_of(method)}-{field}")
    for method in methods()
    for field in _id_fields(method)
]


async def _hosts(world: World, method: Method, request: Message) -> dict[str, Metadata]:
    """Those who are served here, and an owner of both restaurants."""
    served = {
        caller.name: caller.metadata
        for caller in world.callers
        if expected(method, caller, request, world) == SERVED
        and caller.restaurant_id == world.here.restaurant_id
    }
    if "OWNER" in method.callers:
        served["owner of both"] = bearer(world.owner_of_both)
    return served


@pytest.mark.parametrize(("method", "field"), _CASES)
async def test_an_id_of_another_restaurant_is_found_by_nobody_and_changes_nothing(
    world: World, method: Method, field: str
) -> None:
    request = await request_for(method, world)
    hosts, before, wrong = await _hosts(world, method, request), await world.state(), []
    for name, metadata in hosts.items():
        foreign = _with(request, field, world.foreign[field])
        unknown = _with(request, field, _UNKNOWN[field])
        got = await answer(world, method, foreign, metadata)
        if not _is_not_found(got, method, field):
            wrong.append(f"  {name}: {got}")
        if _told(got) != _told(await answer(world, method, unknown, metadata)):
            wrong.append(f"  {name} can tell it from one that nobody has: {got}")
    assert hosts, "nobody could try"
    assert not wrong, "\n".join([f"{method.path} with {field} of elsewhere:", *wrong])
    assert await world.state() == before


def _with(request: Message, field: str, value: str) -> Message:
    changed = type(request)()
    changed.CopyFrom(request)
    setattr(changed, field, value)
    return changed


def _is_not_found(got: Refusal | None, method: Method, field: str) -> bool:
    if got is None:
        return (method.name, field) in _FILTERS
    return (got.code, got.reason) == ("NOT_FOUND", "NOT_FOUND")


def _told(got: Refusal | None) -> tuple[str, ...]:
    """All that a caller learns, but for the id that was sent."""
    if got is None:
        return ()
    return got.code, got.reason, got.metadata.get("resource", ""), *sorted(got.metadata)
