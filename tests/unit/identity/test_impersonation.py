"""Who acts for somebody else is known as long as the call lasts, and moves no money."""

from types import SimpleNamespace
from typing import Any

import pytest

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

    method: Any = SimpleNamespace(callers=("OWNER",), moves_money=False)
    request = SimpleNamespace(restaurant_id=RESTAURANT)
    context: Any = None
    call = Call(method, context, b"", request, User("user_olga", "user_support"))
    admitted = await Access(role_of)(method, principal)(call)
    assert admitted == Member("user_olga", RESTAURANT, Role.OWNER, "user_support")


async def test_nobody_moves_money_in_another_persons_name() -> None:
    async def role_of(user_id: str, restaurant_id: str) -> Role | None:
        return Role.OWNER

    async def refund(call: Call) -> Any:
        raise AssertionError("the call came through")

    method: Any = SimpleNamespace(callers=("OWNER",), moves_money=True)
    context: Any = None
    caller = User("user_olga", "user_support")
    call = Call(method, context, b"", SimpleNamespace(restaurant_id=RESTAURANT), caller)
    with pytest.raises(Impersonated) as refusal:
        await Access(role_of)(method, refund)(call)
    assert refusal.value.metadata == {"impersonator": "user_support"}
