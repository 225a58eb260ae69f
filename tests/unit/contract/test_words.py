"""What the contract and the domain both name has one name."""

from enum import Enum
from typing import Any

import pytest
from here2order.catalog.v1 import menu_pb2, restaurant_pb2
from here2order.identity.v1 import device_pb2, team_pb2
from here2order.ordering.v1 import order_pb2, stale_menu_pb2, visit_pb2

from server.catalog.menus.content import Allergen, Diet
from server.catalog.restaurants.domain import Acceptance
from server.identity.devices.domain import DeviceState
from server.ordering.orders import transitions
from server.ordering.orders.domain import OrderState, TicketState
from server.ordering.pricing.domain import ChangeKind
from server.ordering.visits.domain import VisitState
from server.role import Role
from tests.unit.contract.comments import comments
from tests.unit.contract.walk import names_of


@pytest.mark.parametrize(
    ("declared", "prefix", "ours"),
    [
        (order_pb2.OrderState, "ORDER_STATE_", OrderState),
        (order_pb2.TicketState, "TICKET_STATE_", TicketState),
        (order_pb2.LineState, "LINE_STATE_", TicketState),
        (visit_pb2.VisitState, "VISIT_STATE_", VisitState),
        (stale_menu_pb2.LineChange.Kind, "KIND_", ChangeKind),
        (team_pb2.Role, "ROLE_", Role),
        (device_pb2.DeviceState, "DEVICE_STATE_", DeviceState),
        (restaurant_pb2.Acceptance, "ACCEPTANCE_", Acceptance),
        (menu_pb2.Allergen, "ALLERGEN_", Allergen),
        (menu_pb2.Diet, "DIET_", Diet),
    ],
    ids=lambda one: one.__name__ if isinstance(one, type) else "",
)
def test_an_enum_has_the_same_words_on_both_sides(
    declared: Any, prefix: str, ours: type[Enum]
) -> None:
    assert names_of(declared, prefix) == {one.value for one in ours}


def test_the_words_of_a_timeline_stand_in_the_contract() -> None:
    said = comments()["here2order.ordering.v1.OrderEvent.kind"].removesuffix(".").split(", ")
    assert set(said) == {"placed", *transitions._PAST.values()}
