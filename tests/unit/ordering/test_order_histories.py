"""Whatever is done with an order, in whatever sequence, some things hold."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from server.errors import DomainError
from server.ordering.orders import transitions
from server.ordering.orders.domain import Order, OrderState, TicketState
from tests.unit.ordering.builders import BAR, KITCHEN, later, order
from tests.unit.ordering.test_transitions import ACTIONS, Action

_VOIDED = {OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED}


def _at_the_bar(action: str) -> Action:
    work = {
        "start": transitions.start,
        "bump": transitions.bump,
        "recall": transitions.recall,
    }[action]
    return lambda it, now: work(it, BAR, "device:dev_2", now)


_COMMANDS = [*ACTIONS.values(), *map(_at_the_bar, ("start", "bump", "recall"))]
_HISTORIES = st.lists(st.tuples(st.sampled_from(_COMMANDS), st.integers(0, 900)), max_size=25)


@given(_HISTORIES)
def test_no_history_breaks_an_order(history: list[tuple[Action, int]]) -> None:
    now, current = 0, order()
    for command, seconds in history:
        now += seconds
        before = current
        current = _done(command, before, later(now))
        if current is not before:
            assert before.state.is_open, "what has ended never changes"
            _require_one_step(before, current, later(now))
        _require_sound(current)


def _done(command: Action, before: Order, now: datetime) -> Order:
    try:
        return command(before, now)
    except DomainError:
        return before


def _require_one_step(before: Order, after: Order, now: datetime) -> None:
    assert after.version == before.version + 1
    assert after.update_time == now
    new = after.timeline[len(before.timeline) :]
    assert after.timeline[: len(before.timeline)] == before.timeline
    assert new, "whatever changes is written down"
    assert {event.version for event in new} == {after.version}
    assert {event.state for event in new} == {after.state}
    assert (after.lines, after.totals, after.origin) == (before.lines, before.totals, before.origin)


def _require_sound(it: Order) -> None:
    versions = [event.version for event in it.timeline]
    assert versions == sorted(versions)
    assert it.version == versions[-1]
    assert it.state is it.timeline[-1].state
    states = {ticket.state for ticket in it.tickets}
    assert (TicketState.VOIDED in states) == (it.state in _VOIDED)
    assert (states == {TicketState.SERVED}) == (it.state is OrderState.SERVED)
    assert (states == {TicketState.READY}) == (it.state is OrderState.READY)
    assert bool(it.end_reason) == (it.state in _VOIDED)
    if it.state in {OrderState.PLACED, OrderState.ACCEPTED}:
        assert states == {TicketState.QUEUED}
    for ticket in it.tickets:
        assert ticket.station_id in {KITCHEN, BAR}
        assert ticket.bump_time is None or ticket.start_time is not None
    assert it.as_placed() == order()
