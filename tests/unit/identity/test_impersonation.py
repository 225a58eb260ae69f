"""Who acts for somebody else is known as long as the call lasts, and moves no money."""

from types import SimpleNamespace
from typing import Any

import pytest
from here2order.ordering.v1.order_service_pb2 import AcceptOrderRequest

from server.role import Role
from server.rpc.call import Call
from server.rpc.interceptors.access import Access, Impersonated
from server.rpc.principal import Member, User

RESTAURANT = "rst_01jd0000000000000000000000"


async def test_a_member_is_still_impersonated() -> None:
    async def role_of(user_id: str, restaurant_id: str) -> Role | None:
        assert (user_id, restaurant_id) == ("user_olga", RESTAURANT)
        return Role.OWNER

    async def principal(call: Call) -> Any:
        return call.principal

    context: Any = None
    method, caller = _for_owners(moves_money=False), User("user_olga", "user_support")
    call = Call(method, context, b"", AcceptOrderRequest(restaurant_id=RESTAURANT), caller)
    admitted = await Access(role_of)(method, principal)(call)
    assert admitted == Member("user_olga", RESTAURANT, Role.OWNER, "user_support")


async def test_nobody_moves_money_in_another_persons_name() -> None:
    async def role_of(user_id: str, restaurant_id: str) -> Role | None:
        return Role.OWNER

    async def refund(call: Call) -> Any:
        raise AssertionError("the call came through")

    context: Any = None
    method, caller = _for_owners(moves_money=True), User("user_olga", "user_support")
    call = Call(method, context, b"", AcceptOrderRequest(restaurant_id=RESTAURANT), caller)
    with pytest.raises(Impersonated) as refusal:
        await Access(role_of)(method, refund)(call)
    assert refusal.value.metadata == {"impersonator": "user_support"}


def _for_owners(*, moves_money: bool) -> Any:
    return SimpleNamespace(
        callers=("OWNER",), moves_money=moves_money, request_class=AcceptOrderRequest
    )
