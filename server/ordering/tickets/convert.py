"""Tickets on the wire."""

from here2order.catalog.v1 import menu_pb2
from here2order.ordering.v1 import ticket_pb2

from server.ordering.orders.convert import (
    line_state_to_proto,
    order_state_to_proto,
    ticket_state_to_proto,
)
from server.ordering.orders.domain import ChosenOption, Order, OrderLine, Ticket
from server.rpc.times import to_timestamp


def tickets_to_proto(order: Order, station_id: str) -> list[ticket_pb2.Ticket]:
    """The order's tickets at the station, or all of them if none is named."""
    return [
        ticket_to_proto(order, ticket)
        for ticket in order.tickets
        if station_id in ("", ticket.station_id)
    ]


def ticket_to_proto(order: Order, ticket: Ticket) -> ticket_pb2.Ticket:
    """The contract's Ticket."""
    return ticket_pb2.Ticket(
        restaurant_id=order.restaurant_id,
        order_id=order.id,
        station_id=ticket.station_id,
        order_number=order.number,
        table_name=order.table_name,
        guest_name=order.guest_name,
        state=ticket_state_to_proto(ticket.state),
        order_state=order_state_to_proto(order.state),
        lines=[_line(one, ticket) for one in order.lines if one.station_id == ticket.station_id],
        order_note=order.note,
        place_time=to_timestamp(order.place_time),
        start_time=to_timestamp(ticket.start_time),
        bump_time=to_timestamp(ticket.bump_time),
        due_time=to_timestamp(ticket.due_time),
        escalated=order.escalated,
        order_version=order.version,
    )


def _line(line: OrderLine, ticket: Ticket) -> ticket_pb2.TicketLine:
    return ticket_pb2.TicketLine(
        key=line.key,
        item_name=line.item_name,
        quantity=line.quantity,
        options=[_option(option) for option in line.options],
        note=line.note,
        allergens=[menu_pb2.Allergen.Value(f"ALLERGEN_{name}") for name in line.allergens],
        state=line_state_to_proto(ticket.state),
    )


def _option(option: ChosenOption) -> str:
    return option.name if option.quantity == 1 else f"{option.quantity} × {option.name}"
