"""Requests that break a rule of the schema."""

import pytest
from here2order.catalog.v1 import restaurant_pb2, restaurant_service_pb2, table_pb2
from here2order.ordering.v1 import order_pb2, order_service_pb2

from server.errors import FieldViolation, InvalidFields
from server.rpc.interceptors.validation import require_valid
from tests.support.api import bearer
from tests.support.refusals import refused
from tests.unit.rpc.conftest import HERE, Served


def _violations(message: object, prefix: str = "") -> list[FieldViolation]:
    with pytest.raises(InvalidFields) as caught:
        require_valid(message, prefix)  # type: ignore[arg-type]
    return list(caught.value.violations)


def test_a_field_is_named_by_its_way_from_the_request() -> None:
    request = restaurant_service_pb2.CreateRestaurantRequest(
        request_id="6b1f0f0e-0d6c-4f4a-9d3c-0b6f6a1c2d3e",
        restaurant=restaurant_pb2.Restaurant(
            name="Chakara",
            time_zone="UTC",
            currency="euro",
            taxes=[
                restaurant_pb2.Tax(id="food", name="Food", rate_ppm=130_000),
                restaurant_pb2.Tax(id="Drinks!", name="", rate_ppm=2_000_000),
            ],
        ),
    )
    assert {one.field for one in _violations(request)} == {
        "restaurant.currency",
        "restaurant.taxes[1].id",
        "restaurant.taxes[1].name",
        "restaurant.taxes[1].rate_ppm",
    }


def test_a_missing_message_is_named_itself() -> None:
    request = restaurant_service_pb2.CreateRestaurantRequest(
        request_id="6b1f0f0e-0d6c-4f4a-9d3c-0b6f6a1c2d3e"
    )
    assert [one.field for one in _violations(request)] == ["restaurant"]


def test_an_element_of_a_list_of_plain_values_has_its_place() -> None:
    states = [order_pb2.ORDER_STATE_READY, order_pb2.ORDER_STATE_UNSPECIFIED]
    request = order_service_pb2.ListOrdersRequest(states=states)
    assert [one.field for one in _violations(request)] == ["states[1]"]


def test_a_message_in_a_request_is_named_from_there() -> None:
    (one,) = _violations(table_pb2.Table(name="12", seats=0), "table.")
    assert one.field == "table.seats"
    assert one.description


def test_every_violation_says_what_should_be() -> None:
    request = order_service_pb2.PlaceOrderRequest(request_id="no", lines=[order_pb2.LineRequest()])
    found = _violations(request)
    assert len(found) > 3
    assert all(one.field and one.description for one in found)


def test_what_is_right_is_let_through() -> None:
    require_valid(table_pb2.Table(name="12", seats=4))


async def test_a_wrong_request_reaches_nobody(served: Served) -> None:
    call = served.api.orders.GetOrder(
        order_service_pb2.GetOrderRequest(order_id="12"), metadata=bearer("guest")
    )
    refusal = await refused(call)
    assert (refusal.code, refusal.fields) == ("INVALID_ARGUMENT", ["order_id"])
    assert served.servicer.calls == []


async def test_a_wrong_stream_neither(served: Served) -> None:
    call = served.api.orders.WatchOrder(
        order_service_pb2.WatchOrderRequest(cursor="x" * 2001), metadata=bearer("guest")
    )
    refusal = await refused(call.read())
    assert (refusal.code, refusal.fields) == ("INVALID_ARGUMENT", ["cursor"])
    assert served.servicer.calls == []


@pytest.mark.parametrize(
    ("token", "reason"),
    [("", "TOKEN_MISSING"), ("device", "CALLER_NOT_ALLOWED"), ("stranger", "NOT_FOUND")],
)
async def test_who_may_not_call_learns_nothing_of_our_rules(
    served: Served, token: str, reason: str
) -> None:
    request = order_service_pb2.CancelOrderRequest(restaurant_id=HERE, order_id="12")
    metadata = bearer(token) if token else []
    refusal = await refused(served.api.orders.CancelOrder(request, metadata=metadata))
    assert (refusal.reason, refusal.fields) == (reason, [])


async def test_a_person_is_asked_for_the_restaurant(served: Served) -> None:
    request = order_service_pb2.ListOrdersRequest()
    refusal = await refused(served.api.orders.ListOrders(request, metadata=bearer("owner")))
    assert (refusal.code, refusal.fields) == ("INVALID_ARGUMENT", ["restaurant_id"])


@pytest.mark.parametrize("named", ["rst_", "rst_../../etc", "x", "rst_" + "H" * 26])
async def test_what_is_no_restaurants_id_is_nobodys(served: Served, named: str) -> None:
    request = order_service_pb2.ListOrdersRequest(restaurant_id=named)
    refusal = await refused(served.api.orders.ListOrders(request, metadata=bearer("owner")))
    assert (refusal.code, refusal.reason) == ("NOT_FOUND", "NOT_FOUND")
