"""Tickets on the wire."""

from typing import Any

from here2order.catalog.v1 import menu_pb2

from server.catalog.menus.domain import Allergen
from server.ordering.orders.convert import (
    line_state_to_proto,
    order_state_to_proto,
    ticket_state_to_proto,
)
from server.ordering.orders.domain import ChosenOption, Order, OrderLine, Ticket
from server.rpc.times import timestamp_fields

_ALLERGENS = {one.value: menu_pb2.Allergen.Value(f"ALLERGEN_{one}") for one in Allergen}


def tickets_fields(order: Order, station_id: str) -> list[Any]:
    """What the contract's Tickets are made of, for a message that has them in it.

    The order's at the station, or all of them if none is named.
    """
    return [
        _fields(order, ticket) for ticket in order.tickets if station_id in ("", ticket.station_id)
    ]


def _fields(order: Order, ticket: Ticket) -> dict[str, Any]:
    times = {
        "place_time": order.place_time,
        "start_time": ticket.start_time,
        "bump_time": ticket.bump_time,
        "due_time": ticket.due_time,
    }
    return {
        "restaurant_id": order.restaurant_id,
        "order_id": order.id,
        "station_id": ticket.station_id,
        "order_number": order.number,
        "table_name": order.table_name,
        "guest_name": order.guest_name,
        "state": ticket_state_to_proto(ticket.state),
        "order_state": order_state_to_proto(order.state),
        "lines": [_line(one, ticket) for one in order.lines if one.station_id == ticket.station_id],
        "order_note": order.note,
        "escalated": order.escalated,
        "order_version": order.version,
        **{name: timestamp_fields(moment) for name, moment in times.items() if moment is not None},
    }


def _line(line: OrderLine, ticket: Ticket) -> dict[str, Any]:
    return {
        "key": line.key,
        "item_name": line.item_name,
        "quantity": line.quantity,
        "options": [_option(option) for option in line.options],
        "note": line.note,
        "allergens": [_ALLERGENS[name] for name in line.allergens],
        "state": line_state_to_proto(ticket.state),
    }


def _option(option: ChosenOption) -> str:
    return option.name if option.quantity == 1 else f"{option.quantity} × {option.name}"
