"""Every RPC of the contract against everybody who could call it."""

import pytest
from google.protobuf.message import Message

from server.contract import methods
from server.rpc.methods import Method
from tests.rpc.access.calling import name_of, refused_callers, report, served_callers
from tests.rpc.access.requests import may_leave_out_restaurant, request_for, without_place
from tests.rpc.access.world import World

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("callers")]

every_rpc = pytest.mark.parametrize("method", methods(), ids=name_of)
_OWN = [method for method in methods() if may_leave_out_restaurant(method)]


@every_rpc
async def test_who_may_not_call_it_is_refused_and_changes_nothing(
    world: World, method: Method
) -> None:
    wrong = await refused_callers(world, method, lambda: request_for(method, world))
    assert not wrong, report(method, wrong)


@every_rpc
async def test_who_may_call_it_is_served(world: World, method: Method) -> None:
    wrong = await served_callers(world, method, lambda: request_for(method, world))
    assert not wrong, report(method, wrong)


@pytest.mark.parametrize("method", _OWN, ids=name_of)
async def test_a_guest_and_a_device_need_not_say_where_they_are_and_get_nowhere_else(
    world: World, method: Method
) -> None:
    async def build() -> Message:
        return without_place(await request_for(method, world))

    wrong = await refused_callers(world, method, build)
    wrong += await served_callers(world, method, build)
    assert not wrong, report(method, wrong)
