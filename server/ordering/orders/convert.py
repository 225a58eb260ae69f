"""Orders on the wire."""

from collections.abc import Sequence
from typing import Any

from here2order.common.v1 import money_pb2
from here2order.ordering.v1 import order_pb2, stale_menu_pb2

from server.ordering.orders.domain import (
    ChosenOption,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    Ticket,
    TicketState,
    Totals,
)
from server.ordering.pricing.domain import LineChange, LineWish, MenuChanged, OptionWish
from server.rpc.times import timestamp_fields

_ORDER_STATES = {state: order_pb2.OrderState.Value(f"ORDER_STATE_{state}") for state in OrderState}
_STATES_OF_ORDER: dict[int, OrderState] = {number: state for state, number in _ORDER_STATES.items()}
_TICKET_STATES = {
    state: order_pb2.TicketState.Value(f"TICKET_STATE_{state}") for state in TicketState
}
_LINE_STATES = {state: order_pb2.LineState.Value(f"LINE_STATE_{state}") for state in TicketState}


def order_fields(order: Order, *, for_guest: bool) -> Any:
    """What the contract's Order is made of, for a message that has one in it.

    A guest is not told who of the staff did what.

    Fields are put where they belong; a message put into another is written out and read again, and
    an order has forty of them.
    """
    return {**shared_fields(order), "timeline": timeline_fields(order, for_guest=for_guest)}


def timeline_fields(order: Order, *, for_guest: bool) -> Any:
    """What happened to it, as far as they may know who did it."""
    return [_event(event, for_guest) for event in order.timeline]


def shared_fields(order: Order) -> Any:
    """What everybody is told of it: all but the timeline."""
    states = {ticket.station_id: ticket.state for ticket in order.tickets}
    lines = [line_fields(one, states[one.station_id], order.currency) for one in order.lines]
    return {**head_fields(order), "lines": lines}


def head_fields(order: Order) -> Any:
    """What it is without its lines and its timeline."""
    return {
        "id": order.id,
        "restaurant_id": order.restaurant_id,
        "visit_id": order.visit_id,
        "table_id": order.table_id,
        "table_name": order.table_name,
        "number": order.number,
        "state": _ORDER_STATES[order.state],
        "tickets": [_summary(ticket) for ticket in order.tickets],
        "totals": totals_fields(order.totals, order.currency),
        "note": order.note,
        "guest_name": order.guest_name,
        "menu_version": order.menu_version,
        "place_time": timestamp_fields(order.place_time),
        "ready_estimate_time": timestamp_fields(order.ready_estimate_time),
        "update_time": timestamp_fields(order.update_time),
        "escalated": order.escalated,
        "end_reason": order.end_reason,
        "version": order.version,
    }


def line_fields(line: OrderLine, state: TicketState, currency: str) -> Any:
    """What the contract's OrderLine is made of; a line is where its station's ticket is."""
    return {
        "key": line.key,
        "item_id": line.item_id,
        "item_name": line.item_name,
        "station_id": line.station_id,
        "quantity": line.quantity,
        "options": [_option(option, currency) for option in line.options],
        "note": line.note,
        "unit_price": {"currency": currency, "amount": line.unit_price},
        "amount": {"currency": currency, "amount": line.amount},
        "tax_amount": {"currency": currency, "amount": line.tax_amount},
        "tax_id": line.tax_id,
        "state": _LINE_STATES[state],
    }


def totals_fields(totals: Totals, currency: str) -> Any:
    """What the contract's Totals are made of."""
    return {
        "lines_amount": {"currency": currency, "amount": totals.lines_amount},
        "service_charge_amount": {"currency": currency, "amount": totals.service_charge_amount},
        "taxes": [
            {
                "tax_id": tax.tax_id,
                "name": tax.name,
                "rate_ppm": tax.rate_ppm,
                "amount": {"currency": currency, "amount": tax.amount},
            }
            for tax in totals.taxes
        ],
        "total_amount": {"currency": currency, "amount": totals.total_amount},
        "prices_include_tax": totals.prices_include_tax,
    }


def money(amount: int, currency: str) -> money_pb2.Money:
    """Minor units and their currency."""
    return money_pb2.Money(currency=currency, amount=amount)


def wishes_from_proto(lines: Sequence[order_pb2.LineRequest]) -> tuple[LineWish, ...]:
    """What a request asks for."""
    return tuple(
        [
            LineWish(line.key, line.item_id, line.quantity, _options_wished(line), line.note)
            for line in lines
        ]
    )


def _options_wished(line: order_pb2.LineRequest) -> tuple[OptionWish, ...]:
    return tuple(
        [
            OptionWish(option.modifier_list_id, option.option_id, option.quantity or 1)
            for option in line.options
        ]
    )


def stale_menu(error: MenuChanged) -> stale_menu_pb2.StaleMenu:
    """What a client shows the guest when the menu has changed."""
    return stale_menu_pb2.StaleMenu(
        ordered_from_version=error.ordered_from,
        current_version=error.current,
        changes=[_line_change(change, error.currency) for change in error.changes],
    )


def order_state_to_proto(state: OrderState) -> order_pb2.OrderState.ValueType:
    """The contract's OrderState."""
    return _ORDER_STATES[state]


def order_state_from_proto(number: int) -> OrderState:
    """From the contract's OrderState, which must not be UNSPECIFIED."""
    return _STATES_OF_ORDER[number]


def ticket_state_to_proto(state: TicketState) -> order_pb2.TicketState.ValueType:
    """The contract's TicketState."""
    return _TICKET_STATES[state]


def line_state_to_proto(state: TicketState) -> order_pb2.LineState.ValueType:
    """The contract's LineState."""
    return _LINE_STATES[state]


def _summary(ticket: Ticket) -> dict[str, Any]:
    return {"station_id": ticket.station_id, "state": _TICKET_STATES[ticket.state]}


def _option(option: ChosenOption, currency: str) -> dict[str, Any]:
    return {
        "modifier_list_id": option.modifier_list_id,
        "option_id": option.option_id,
        "name": option.name,
        "quantity": option.quantity,
        "price": {"currency": currency, "amount": option.price},
    }


def _event(event: OrderEvent, for_guest: bool) -> dict[str, Any]:
    kind, _, actor_id = event.actor.partition(":")
    hidden = for_guest and kind != "guest"
    return {
        "time": timestamp_fields(event.time),
        "kind": event.kind,
        "actor": {"kind": kind, "id": "" if hidden else actor_id},
        "station_id": event.station_id,
        "state": _ORDER_STATES[event.state],
    }


def _line_change(change: LineChange, currency: str) -> stale_menu_pb2.LineChange:
    new = change.new_unit_price
    return stale_menu_pb2.LineChange(
        line_key=change.line_key,
        kind=stale_menu_pb2.LineChange.Kind.Value(f"KIND_{change.kind}"),
        item_id=change.item_id,
        item_name=change.item_name,
        modifier_list_id=change.modifier_list_id,
        option_id=change.option_id,
        old_unit_price=money(change.old_unit_price, currency),
        new_unit_price=None if new is None else money(new, currency),
        substitute_item_ids=change.substitute_item_ids,
    )
