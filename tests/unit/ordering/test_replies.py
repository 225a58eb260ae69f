"""The answer to a placed order, put together from bytes, says what a message would have said."""

from dataclasses import replace

import pytest
from here2order.ordering.v1 import order_service_pb2 as pb

from server.ordering.orders.convert import order_fields
from server.ordering.orders.domain import Order
from server.ordering.orders.replies import placed_reply
from tests.unit.ordering.builders import mild_dosa, order, wish


def _read(order: Order, *, for_guest: bool) -> pb.PlaceOrderResponse:
    return pb.PlaceOrderResponse.FromString(placed_reply(order, for_guest=for_guest))


@pytest.mark.parametrize("for_guest", [True, False])
@pytest.mark.parametrize("note", ["", "no onion, für Ágnes"])
def test_it_is_the_order(note: str, for_guest: bool) -> None:
    here = order(mild_dosa(), wish("lassi"))
    kept: list[dict[str, bytes] | None] = [{}, None]
    lines = tuple(
        replace(line, key=line.item_id, note=note, kept=one)
        for line, one in zip(here.lines, kept, strict=True)
    )
    placed = replace(here, lines=lines)
    said = pb.PlaceOrderResponse(order=order_fields(placed, for_guest=for_guest))
    # The first that order a dish, and those who order it after them.
    assert _read(placed, for_guest=for_guest) == said
    assert _read(placed, for_guest=for_guest) == said
