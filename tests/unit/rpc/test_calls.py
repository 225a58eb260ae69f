"""What a call knows of itself."""

from typing import cast

import pytest
from here2order.ordering.v1 import order_service_pb2

from server.contract import methods
from server.errors import DomainError
from server.rpc.call import Call, Context
from server.rpc.handlers import Contract, Unserved
from server.rpc.principal import Device, Guest, Member, Nobody, Role, User
from tests.unit.rpc.conftest import HERE

_PLACE = next(method for method in methods() if method.name == "PlaceOrder")
_ID = "6b1f0f0e-0d6c-4f4a-9d3c-0b6f6a1c2d3e"


class _Wire:
    def peer(self) -> str:
        return "ipv4:10.0.0.7:51234"


def _call(*headers: tuple[str, str | bytes]) -> Call:
    return Call(_PLACE, cast(Context, _Wire()), b"", headers=headers)


def test_the_address_is_what_our_own_proxy_has_seen() -> None:
    sent = ("x-forwarded-for", "1.1.1.1, 203.0.113.9")
    assert _call(sent).address == "203.0.113.9", "what stands before it, anybody may have written"
    assert _call().address == "ipv4:10.0.0.7"


def test_a_header_that_is_not_there_is_empty() -> None:
    call = _call(("x-one", b"caf\xe9"), ("x-two", "two"))
    assert [call.metadata(name) for name in ("x-one", "x-two", "x-three")] == ["café", "two", ""]


def _origin(guest_id: str = "gst_1", **fields: object) -> object:
    call = _call()
    call.principal = Guest(guest_id, "vis_1", HERE)
    call.request = order_service_pb2.PlaceOrderRequest(
        request_id=_ID,
        **fields,  # type: ignore[arg-type]
    )
    return call.origin(_ID)


def test_the_same_request_of_the_same_caller_has_the_same_origin() -> None:
    assert _origin(note="no onion") == _origin(note="no onion")
    assert _origin(note="no onion") != _origin(note="no garlic")
    assert _origin("gst_1") != _origin("gst_2")


@pytest.mark.parametrize("principal", [Nobody(), User("user_1")])
def test_who_belongs_to_no_restaurant_has_none(principal: Nobody | User) -> None:
    call = _call()
    call.principal = principal
    with pytest.raises(LookupError):
        _ = call.restaurant_id


@pytest.mark.parametrize(
    "principal",
    [Member("user_1", HERE, Role.STAFF), Guest("gst_1", "vis_1", HERE), Device("dev_1", HERE)],
)
def test_everybody_else_has_the_one_that_was_proved(principal: Member | Guest | Device) -> None:
    call = _call()
    call.principal = principal
    call.request = order_service_pb2.PlaceOrderRequest(restaurant_id="rst_another")
    assert call.restaurant_id == HERE


@pytest.mark.parametrize("principal", [Nobody(), Guest("gst_1", "vis_1", HERE)])
def test_who_is_no_person_has_no_users_id(principal: Nobody | Guest) -> None:
    call = _call()
    call.principal = principal
    with pytest.raises(LookupError):
        _ = call.user_id


def test_an_rpc_that_nobody_answers_keeps_the_server_from_starting() -> None:
    class OrderService:
        """Answers nothing."""

    with pytest.raises(Unserved, match="CreateRestaurant"):
        Contract(methods(), {}, ())
    with pytest.raises(Unserved, match="PlaceOrder"):
        Contract([_PLACE], {"OrderService": OrderService()}, ())


def test_an_error_says_something_to_a_developer() -> None:
    assert issubclass(Unserved, Exception)
    assert not issubclass(Unserved, DomainError)
