"""What can happen to an order, from which states, and what follows: all of it, in one place.

Every command is harmless when its effect is there already, so that it may be sent again. The state
of an order that was taken follows from its tickets; nobody sets it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial

from server.errors import DomainError, NotFound, Reason
from server.ordering.orders.domain import Order, OrderEvent, OrderState, Ticket, TicketState

_O, _T = OrderState, TicketState

#: From which states an order can be acted on so. What is missing here cannot be done.
ORDER_MOVES: Mapping[str, frozenset[OrderState]] = {
    "accept": frozenset({_O.PLACED}),
    "reject": frozenset({_O.PLACED}),
    "escalate": frozenset({_O.PLACED}),
    "expire": frozenset({_O.PLACED}),
    "cancel": frozenset({_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION, _O.READY}),
    "serve": frozenset({_O.READY}),
}
#: Likewise for a ticket, with the state that follows.
TICKET_MOVES: Mapping[str, tuple[frozenset[TicketState], TicketState]] = {
    "start": (frozenset({_T.QUEUED}), _T.PREPARING),
    "bump": (frozenset({_T.QUEUED, _T.PREPARING}), _T.READY),
    "recall": (frozenset({_T.READY}), _T.PREPARING),
}
#: States in which the effect of an action is there already.
ORDER_DONE: Mapping[str, frozenset[OrderState]] = {
    "accept": frozenset({_O.ACCEPTED, _O.IN_PREPARATION, _O.READY, _O.SERVED}),
    "reject": frozenset({_O.REJECTED}),
    "expire": frozenset({_O.EXPIRED}),
    "cancel": frozenset({_O.CANCELLED}),
    "serve": frozenset({_O.SERVED}),
}
#: Likewise for a ticket: a screen that was offline may bump what is on the table since.
TICKET_DONE: Mapping[str, frozenset[TicketState]] = {
    "start": frozenset({_T.PREPARING}),
    "bump": frozenset({_T.READY, _T.SERVED}),
    "recall": frozenset({_T.PREPARING}),
}
_ORDERS_WITH_WORK = frozenset({_O.PLACED, _O.ACCEPTED, _O.IN_PREPARATION, _O.READY})
_PAST = {
    "accept": "accepted",
    "reject": "rejected",
    "escalate": "escalated",
    "expire": "expired",
    "cancel": "cancelled",
    "serve": "served",
    "start": "started",
    "bump": "bumped",
    "recall": "recalled",
}


class OrderStateForbids(DomainError):
    """The order has come too far, or not far enough."""

    reason = Reason.ORDER_STATE

    def __init__(self, state: OrderState, action: str) -> None:
        """The state it is in, and what was asked."""
        super().__init__(
            f"an order that is {state} cannot be {_PAST[action]}",
            metadata={"state": state.value, "action": action},
        )


class TicketStateForbids(DomainError):
    """The ticket has come too far, or not far enough."""

    reason = Reason.TICKET_STATE

    def __init__(self, state: TicketState, action: str) -> None:
        """The state it is in, and what was asked."""
        super().__init__(
            f"a ticket that is {state} cannot be {_PAST[action]}",
            metadata={"state": state.value, "action": action},
        )


def accept(order: Order, actor: str, now: datetime) -> Order:
    """The house takes it."""
    return _move(order, "accept", actor, now, lambda it: replace(it, state=_O.ACCEPTED))


def reject(order: Order, actor: str, now: datetime, reason: str) -> Order:
    """The house refuses it."""
    return _move(order, "reject", actor, now, partial(_end, state=_O.REJECTED, reason=reason))


def cancel(order: Order, actor: str, now: datetime, reason: str) -> Order:
    """It is taken back. Who may do so when: permissions.py."""
    return _move(order, "cancel", actor, now, partial(_end, state=_O.CANCELLED, reason=reason))


def expire(order: Order, now: datetime) -> Order:
    """Nobody took it in time."""
    reason = "Nobody could take the order in time."
    return _move(order, "expire", "system:", now, partial(_end, state=_O.EXPIRED, reason=reason))


def escalate(order: Order, now: datetime) -> Order:
    """Nobody took it yet: the house is alarmed, once."""
    if order.escalated:
        return order
    return _move(order, "escalate", "system:", now, lambda it: replace(it, escalated=True))


def serve(order: Order, actor: str, now: datetime) -> Order:
    """The dishes are on the table."""
    return _move(order, "serve", actor, now, _served)


def start(order: Order, station_id: str, actor: str, now: datetime) -> Order:
    """The station begins; that takes the order, if nobody has."""
    return _work(order, station_id, "start", actor, now)


def bump(order: Order, station_id: str, actor: str, now: datetime) -> Order:
    """The station is done."""
    return _work(order, station_id, "bump", actor, now)


def recall(order: Order, station_id: str, actor: str, now: datetime) -> Order:
    """It was not done after all."""
    return _work(order, station_id, "recall", actor, now)


def _move(
    order: Order, action: str, actor: str, now: datetime, apply: Callable[[Order], Order]
) -> Order:
    if order.state in ORDER_DONE.get(action, ()):
        return order
    if order.state not in ORDER_MOVES[action]:
        raise OrderStateForbids(order.state, action)
    return _recorded(apply(order), order.version + 1, [(action, "")], actor, now)


def _work(order: Order, station_id: str, action: str, actor: str, now: datetime) -> Order:
    ticket = order.ticket(station_id)
    if ticket is None:
        raise NotFound("ticket", f"{order.id}/{station_id}")
    before, after = TICKET_MOVES[action]
    if ticket.state in TICKET_DONE[action]:
        return order
    if order.state not in _ORDERS_WITH_WORK or ticket.state not in before:
        raise TicketStateForbids(ticket.state, action)
    done = [(action, station_id)]
    if order.state is _O.PLACED:
        order, done = replace(order, state=_O.ACCEPTED), [("accept", ""), *done]
    changed = _with_ticket(order, _worked(ticket, after, now))
    return _recorded(changed, order.version + 1, done, actor, now)


def _worked(ticket: Ticket, state: TicketState, now: datetime) -> Ticket:
    start_time = ticket.start_time or now
    return replace(
        ticket, state=state, start_time=start_time, bump_time=now if state is _T.READY else None
    )


def _with_ticket(order: Order, ticket: Ticket) -> Order:
    tickets = tuple(ticket if one.station_id == ticket.station_id else one for one in order.tickets)
    return replace(order, tickets=tickets, state=_state_from(tickets))


def _state_from(tickets: tuple[Ticket, ...]) -> OrderState:
    states = {ticket.state for ticket in tickets}
    if states == {_T.READY}:
        return _O.READY
    return _O.ACCEPTED if states == {_T.QUEUED} else _O.IN_PREPARATION


def _end(order: Order, state: OrderState, reason: str) -> Order:
    tickets = tuple(replace(ticket, state=_T.VOIDED) for ticket in order.tickets)
    return replace(order, state=state, end_reason=reason, tickets=tickets)


def _served(order: Order) -> Order:
    tickets = tuple(replace(ticket, state=_T.SERVED) for ticket in order.tickets)
    return replace(order, state=_O.SERVED, tickets=tickets)


def _recorded(
    order: Order, version: int, done: list[tuple[str, str]], actor: str, now: datetime
) -> Order:
    events = tuple(
        OrderEvent(now, _PAST[action], actor, station_id, order.state, version)
        for action, station_id in done
    )
    return replace(order, version=version, update_time=now, timeline=(*order.timeline, *events))
