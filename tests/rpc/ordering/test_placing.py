"""A guest orders."""

import asyncio

from here2order.ordering.v1 import order_pb2, order_service_pb2, visit_service_pb2

from tests.support.api import bearer
from tests.support.house import House, dosa, lassi, new_request_id
from tests.support.refusals import refused


async def test_a_guest_orders_two_dishes_with_options(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat, dosa(quantity=2, chutney=2), lassi(), note="no onion")
    assert order.state == order_pb2.ORDER_STATE_PLACED
    assert [line.amount.amount for line in order.lines] == [2 * (1150 + 2 * 150), 450]
    assert order.totals.total_amount.amount == 2900 + 450
    # 13 % of 29.00 and 23 % of 4.50, both contained in the price.
    assert [tax.amount.amount for tax in order.totals.taxes] == [334, 84]
    assert [ticket.station_id for ticket in order.tickets] == ["kitchen", "bar"]
    assert order.guest_name == "Ana"
    assert order.table_name == "1"
    assert order.version == 1


async def test_what_is_ordered_is_there_when_asked_for(house: House) -> None:
    seat = await house.sit_down()
    order = await house.order(seat)
    get = order_service_pb2.GetOrderRequest(order_id=order.id)
    found = await house.api.orders.GetOrder(get, metadata=bearer(seat.token))
    assert found.order == order


async def test_sent_twenty_times_at_once_it_is_one_order_and_twenty_equal_replies(
    house: House,
) -> None:
    seat = await house.sit_down()
    request = house.order_request(dosa(), lassi())
    sent = [house.api.orders.PlaceOrder(request, metadata=bearer(seat.token)) for _ in range(20)]
    replies = await asyncio.gather(*sent)
    assert len({reply.SerializeToString(deterministic=True) for reply in replies}) == 1
    listed = await house.api.orders.ListOrders(
        order_service_pb2.ListOrdersRequest(), metadata=bearer(seat.token)
    )
    assert [order.id for order in listed.orders] == [replies[0].order.id]


async def test_sent_again_with_another_content_it_is_refused(house: House) -> None:
    seat = await house.sit_down()
    request_id = new_request_id()
    await house.order(seat, dosa(), request_id=request_id)
    other = house.order_request(dosa(quantity=2), request_id=request_id)
    refusal = await refused(house.api.orders.PlaceOrder(other, metadata=bearer(seat.token)))
    assert (refusal.code, refusal.reason) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")


async def test_sent_again_after_it_moved_on_the_reply_is_still_the_first(house: House) -> None:
    seat = await house.sit_down()
    request = house.order_request(dosa())
    first = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    accept = order_service_pb2.AcceptOrderRequest(order_id=first.order.id)
    await house.api.orders.AcceptOrder(accept, metadata=house.as_("DEVICE"))
    again = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    assert again == first


async def test_a_wrong_order_names_every_offending_field(house: House) -> None:
    seat = await house.sit_down()
    request = house.order_request(
        order_pb2.LineRequest(key="a", item_id="dosa", quantity=0),
        order_pb2.LineRequest(key="", item_id="lassi", quantity=1),
    )
    request.request_id = "not a uuid"
    refusal = await refused(house.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert (refusal.code, refusal.reason) == ("INVALID_ARGUMENT", "INVALID_FIELDS")
    assert set(refusal.fields) == {"request_id", "lines[0].quantity", "lines[1].key"}


async def test_a_dish_needs_its_required_answer(house: House) -> None:
    seat = await house.sit_down()
    request = house.order_request(order_pb2.LineRequest(key="a", item_id="dosa", quantity=1))
    refusal = await refused(house.api.orders.PlaceOrder(request, metadata=bearer(seat.token)))
    assert refusal.fields == ["lines[0].options"]


async def test_a_lost_reply_is_given_again_after_the_visit_and_nothing_new_is_taken(
    house: House,
) -> None:
    seat = await house.sit_down()
    request = house.order_request(dosa())
    first = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    close = visit_service_pb2.CloseVisitRequest(
        restaurant_id=house.restaurant_id, visit_id=seat.visit_id
    )
    await house.api.visits.CloseVisit(close, metadata=house.as_("OWNER"))
    again = await house.api.orders.PlaceOrder(request, metadata=bearer(seat.token))
    assert again == first
    new = house.api.orders.PlaceOrder(house.order_request(dosa()), metadata=bearer(seat.token))
    assert (await refused(new)).reason == "VISIT_CLOSED"
