"""What can happen to an order, from which states, and what follows: every action from every state.

The table here says it once more, in another form than the server's; both have to agree.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from server.errors import DomainError, NotFound
from server.ordering.orders import transitions
from server.ordering.orders.domain import Order, OrderState, TicketState
from server.ordering.orders.transitions import OrderStateForbids, TicketStateForbids
from tests.unit.ordering.builders import BAR, KITCHEN, later, mild_dosa, order, wish

_O, _T = OrderState, TicketState
Action = Callable[[Order, datetime], Order]

ACTIONS: Mapping[str, Action] = {
    "accept": lambda it, now: transitions.accept(it, "user:sam", now),
    "reject": lambda it, now: transitions.reject(it, "user:sam", now, "closing"),
    "cancel": lambda it, now: transitions.cancel(it, "guest:gst_1", now, "too late"),
    "escalate": transitions.escalate,
    "expire": transitions.expire,
    "serve": lambda it, now: transitions.serve(it, "user:sam", now),
    "start": lambda it, now: transitions.start(it, KITCHEN, "device:dev_1", now),
    "bump": lambda it, now: transitions.bump(it, KITCHEN, "device:dev_1", now),
    "recall": lambda it, now: transitions.recall(it, KITCHEN, "device:dev_1", now),
}

#: How an order of one ticket gets into each state.
WAYS: Mapping[OrderState, tuple[str, ...]] = {
    _O.PLACED: (),
    _O.ACCEPTED: ("accept",),
    _O.IN_PREPARATION: ("accept", "start"),
    _O.READY: ("accept", "start", "bump"),
    _O.SERVED: ("accept", "start", "bump", "serve"),
    _O.CANCELLED: ("cancel",),
    _O.REJECTED: ("reject",),
    _O.EXPIRED: ("expire",),
}

SAME, NEVER = "stays as it is", "is refused"
_ENDED = (_O.SERVED, _O.CANCELLED, _O.REJECTED, _O.EXPIRED)

#: From each state, by action: the state that follows. What is not here is refused.
TABLE: Mapping[OrderState, Mapping[str, OrderState | str]] = {
    _O.PLACED: {
        "accept": _O.ACCEPTED,
        "reject": _O.REJECTED,
        "cancel": _O.CANCELLED,
        "escalate": _O.PLACED,
        "expire": _O.EXPIRED,
        "start": _O.IN_PREPARATION,
        "bump": _O.READY,
    },
    _O.ACCEPTED: {
        "accept": SAME,
        "cancel": _O.CANCELLED,
        "start": _O.IN_PREPARATION,
        "bump": _O.READY,
    },
    _O.IN_PREPARATION: {
        "accept": SAME,
        "cancel": _O.CANCELLED,
        "start": SAME,
        "bump": _O.READY,
        "recall": SAME,
    },
    _O.READY: {
        "accept": SAME,
        "cancel": _O.CANCELLED,
        "serve": _O.SERVED,
        "bump": SAME,
        "recall": _O.IN_PREPARATION,
    },
    _O.SERVED: {"accept": SAME, "serve": SAME, "bump": SAME},
    _O.CANCELLED: {"cancel": SAME},
    _O.REJECTED: {"reject": SAME},
    _O.EXPIRED: {"expire": SAME},
}


def after(*actions: str, of: Order | None = None) -> Order:
    """A dosa after these actions, a minute apart."""
    moved = of or order(mild_dosa())
    for minute, action in enumerate(actions, start=1):
        moved = ACTIONS[action](moved, later(60 * minute))
    return moved


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_from_every_state(action: str, state: OrderState) -> None:
    before = after(*WAYS[state])
    assert before.state is state
    follows = TABLE[state].get(action, NEVER)
    if follows is NEVER:
        with pytest.raises((OrderStateForbids, TicketStateForbids)):
            ACTIONS[action](before, later(3600))
    elif follows is SAME:
        assert ACTIONS[action](before, later(3600)) is before
    else:
        assert ACTIONS[action](before, later(3600)).state is follows


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"recall", "start"}))
def test_a_command_that_is_sent_again_at_once_is_harmless(action: str) -> None:
    first = after(*(("bump",) if action == "serve" else ()), action)
    assert ACTIONS[action](first, later(3600)) is first


def test_a_refusal_says_where_the_order_stands_and_what_was_asked() -> None:
    with pytest.raises(OrderStateForbids) as caught:
        after(*WAYS[_O.SERVED], "cancel")
    assert caught.value.metadata == {"state": "SERVED", "action": "cancel"}
    assert str(caught.value) == "an order that is SERVED cannot be cancelled"


def test_a_tickets_refusal_says_where_the_ticket_stands() -> None:
    with pytest.raises(TicketStateForbids) as caught:
        after("bump", "start")
    assert caught.value.metadata == {"state": "READY", "action": "start"}


def test_a_station_that_has_nothing_to_do_with_it_has_no_ticket() -> None:
    with pytest.raises(NotFound):
        transitions.start(order(mild_dosa()), BAR, "device:dev_1", later(1))


def test_a_change_is_written_down_with_who_when_and_what_came_of_it() -> None:
    accepted = after("accept")
    assert accepted.version == 2
    assert accepted.update_time == later(60)
    event = accepted.timeline[-1]
    assert (event.kind, event.actor, event.time) == ("accepted", "user:sam", later(60))
    assert (event.state, event.version, event.station_id) == (_O.ACCEPTED, 2, "")


def test_a_station_that_begins_takes_the_order_too() -> None:
    started = after("start")
    assert [event.kind for event in started.timeline] == ["placed", "accepted", "started"]
    assert [event.version for event in started.timeline] == [1, 2, 2]
    assert started.timeline[-1].station_id == KITCHEN
    assert started.timeline[-2].station_id == ""


class TestTwoStations:
    """A dosa of the kitchen and a lassi of the bar."""

    def test_it_is_in_preparation_until_the_last_is_ready(self) -> None:
        one = transitions.bump(order(), BAR, "device:dev_1", later(60))
        assert one.state is _O.IN_PREPARATION
        both = transitions.bump(one, KITCHEN, "device:dev_1", later(120))
        assert both.state is _O.READY

    def test_what_is_recalled_is_not_ready_any_more(self) -> None:
        one = transitions.bump(order(), BAR, "device:dev_1", later(60))
        both = transitions.bump(one, KITCHEN, "device:dev_1", later(120))
        recalled = transitions.recall(both, BAR, "device:dev_1", later(180))
        assert recalled.state is _O.IN_PREPARATION
        ticket = recalled.ticket(BAR)
        assert ticket is not None
        assert (ticket.state, ticket.bump_time) == (_T.PREPARING, None)
        assert ticket.start_time == later(60), "it was begun when it was begun"

    def test_a_station_works_on_its_own_ticket_only(self) -> None:
        started = transitions.start(order(), KITCHEN, "device:dev_1", later(60))
        assert [ticket.state for ticket in started.tickets] == [_T.PREPARING, _T.QUEUED]

    def test_it_cannot_be_served_while_one_is_missing(self) -> None:
        one = transitions.bump(order(), BAR, "device:dev_1", later(60))
        with pytest.raises(OrderStateForbids):
            transitions.serve(one, "user:sam", later(120))

    def test_bumping_begins_it_too(self) -> None:
        ticket = transitions.bump(order(), BAR, "device:dev_1", later(60)).ticket(BAR)
        assert ticket is not None
        assert (ticket.start_time, ticket.bump_time) == (later(60), later(60))


@pytest.mark.parametrize("state", [_O.CANCELLED, _O.REJECTED, _O.EXPIRED])
def test_what_will_not_be_eaten_is_not_made(state: OrderState) -> None:
    assert {ticket.state for ticket in after(*WAYS[state]).tickets} == {_T.VOIDED}


def test_what_is_served_is_served_at_every_station() -> None:
    ready = order()
    for station in (KITCHEN, BAR):
        ready = transitions.bump(ready, station, "device:dev_1", later(60))
    served = transitions.serve(ready, "user:sam", later(120))
    assert {ticket.state for ticket in served.tickets} == {_T.SERVED}


def test_the_guest_is_told_why() -> None:
    assert after("reject").end_reason == "closing"
    assert after("accept", "cancel").end_reason == "too late"
    assert "Nobody" in after("expire").end_reason


def test_the_house_is_alarmed_once() -> None:
    alarmed = after("escalate")
    assert alarmed.escalated
    assert alarmed.state is _O.PLACED
    assert after("escalate", "accept", "escalate") == after("escalate", "accept")


def test_an_order_that_is_taken_needs_no_alarm() -> None:
    with pytest.raises(OrderStateForbids):
        after("accept", "escalate")


@pytest.mark.parametrize("state", _ENDED)
def test_what_has_ended_is_over(state: OrderState) -> None:
    assert not state.is_open
    ended = after(*WAYS[state])
    for act in ACTIONS.values():
        try:
            assert act(ended, later(3600)) is ended
        except DomainError:
            continue


def test_no_state_of_an_order_is_without_a_way_to_it() -> None:
    assert set(WAYS) == set(TABLE) == set(OrderState)
    assert {state for state in OrderState if state.is_open} == set(OrderState) - set(_ENDED)


def test_asked_again_the_first_reply_is_given_again() -> None:
    first = order(mild_dosa(), wish("lassi"))
    moved = after("escalate", "start", "bump", of=first)
    assert moved.version > 1
    assert moved.as_placed() == first
    assert first.as_placed() is first


def test_also_of_one_that_was_accepted_as_it_was_placed() -> None:
    first = replace(order(), state=_O.ACCEPTED)
    events = (first.timeline[0], replace(first.timeline[0], kind="accepted", state=_O.ACCEPTED))
    first = replace(first, timeline=events)
    assert after("cancel", of=first).as_placed() == first
