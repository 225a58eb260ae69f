"""How an order comes to be, and how it is kept."""

from dataclasses import replace

import bson
import pytest
from bson.codec_options import CodecOptions

from server.catalog.restaurants.domain import Acceptance
from server.ordering.orders.documents import from_document, to_document
from server.ordering.orders.domain import Order, OrderState, TicketState
from server.ordering.orders.placing import Placement, placed
from server.ordering.pricing.domain import OptionWish
from server.origin import Origin
from tests.unit.ordering.builders import (
    BAR,
    KITCHEN,
    NOW,
    later,
    menu,
    mild_dosa,
    order,
    priced,
    restaurant,
    visit,
    wish,
)
from tests.unit.ordering.test_transitions import WAYS, after


def test_it_waits_for_somebody_to_take_it() -> None:
    made = order()
    assert (made.state, made.version) == (OrderState.PLACED, 1)
    (event,) = made.timeline
    assert (event.kind, event.actor, event.state) == ("placed", "guest:gst_1", OrderState.PLACED)


def test_it_is_taken_at_once_where_the_house_has_it_so() -> None:
    made = order(place=restaurant(acceptance=Acceptance.AUTOMATIC))
    assert (made.state, made.version) == (OrderState.ACCEPTED, 1)
    assert [(event.kind, event.actor) for event in made.timeline] == [
        ("placed", "guest:gst_1"),
        ("accepted", "system:"),
    ]


def test_each_station_gets_one_ticket_in_the_order_of_the_dishes() -> None:
    made = order(wish("lassi"), mild_dosa(), wish("tea"), wish("thali"))
    assert [ticket.station_id for ticket in made.tickets] == [BAR, KITCHEN]
    assert {ticket.state for ticket in made.tickets} == {TicketState.QUEUED}


def test_a_ticket_is_due_when_its_slowest_dish_is() -> None:
    made = order(mild_dosa(), wish("lassi"))
    assert [ticket.due_time for ticket in made.tickets] == [later(600), later(120)]
    assert made.ready_estimate_time == later(600)


def test_a_dish_of_which_nobody_knows_takes_a_quarter_of_an_hour() -> None:
    assert order(wish("thali"), wish("lassi")).ready_estimate_time == later(900)


def test_it_carries_the_name_of_the_table_and_of_the_guest() -> None:
    made = order()
    assert (made.table_name, made.guest_name, made.guest_id) == ("12", "Ana", "gst_1")
    assert made.number == "0K7Q"


def test_staff_order_in_no_guests_name() -> None:
    placement = Placement("ord_1", "", "", Origin("user:sam", "request 1", "hash"))
    wanted = priced([mild_dosa()], restaurant(), menu())
    made = placed(placement, visit(), restaurant(), wanted, NOW)
    assert (made.guest_id, made.guest_name) == ("", "")
    assert made.timeline[0].actor == "user:sam"


def test_it_remembers_how_long_the_house_may_take() -> None:
    made = order(place=restaurant(escalate_after_seconds=60, expire_after_seconds=600))
    assert (made.escalate_after_seconds, made.expire_after_seconds) == (60, 600)


def _stored(made: Order) -> Order:
    # Through BSON itself, as the driver does it: times in milliseconds, in UTC.
    raw = bson.encode(to_document(made))
    return from_document(bson.decode(raw, CodecOptions(tz_aware=True)))


@pytest.mark.parametrize("state", OrderState)
def test_what_is_stored_is_what_comes_back(state: OrderState) -> None:
    wanted = mild_dosa(OptionWish("extras", "chutney", 2), quantity=3)
    rich = order(wanted, note="no onion, please", place=restaurant(service_charge_ppm=100_000))
    moved = after(*WAYS[state], of=rich)
    assert _stored(moved) == moved


def test_what_is_escalated_comes_back_escalated() -> None:
    moved = after("escalate")
    assert _stored(moved) == moved


def test_only_what_has_not_ended_is_among_the_open_ones() -> None:
    for state, way in WAYS.items():
        assert to_document(after(*way))["open"] is state.is_open


def test_what_a_document_says_is_all_that_an_order_says() -> None:
    """A field that is added to an order and forgotten in its document would be lost."""
    document = to_document(order())
    kept = {"id" if name == "_id" else name for name in document} - {"open"}
    assert kept == set(Order.__dataclass_fields__)
    assert replace(order(), note="other") != _stored(order())
