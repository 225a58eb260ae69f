"""Orders as documents. The only place that knows how an order looks when it is stored."""

from typing import Any

from bson import encode
from bson.raw_bson import RawBSONDocument

from server.ordering.orders.domain import (
    ChosenOption,
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    TaxTotal,
    Ticket,
    TicketState,
    Totals,
)
from server.storage.bytes import joined
from server.storage.client import Document
from server.storage.once import origin_from_document, origin_to_document


def to_document(order: Order) -> Document:
    """As it is stored."""
    return {
        "_id": order.id,
        "restaurant_id": order.restaurant_id,
        "visit_id": order.visit_id,
        "table_id": order.table_id,
        "table_name": order.table_name,
        "number": order.number,
        "state": order.state.value,
        "open": order.state.is_open,
        "currency": order.currency,
        "lines": [_line_to_document(line) for line in order.lines],
        "tickets": [_ticket_to_document(ticket) for ticket in order.tickets],
        "totals": _totals_to_document(order.totals),
        "bill_rounding": order.bill_rounding,
        "note": order.note,
        "guest_id": order.guest_id,
        "guest_name": order.guest_name,
        "menu_version": order.menu_version,
        "place_time": order.place_time,
        "ready_estimate_time": order.ready_estimate_time,
        "update_time": order.update_time,
        "escalated": order.escalated,
        "end_reason": order.end_reason,
        "escalate_after_seconds": order.escalate_after_seconds,
        "expire_after_seconds": order.expire_after_seconds,
        "version": order.version,
        "timeline": [_event_to_document(event) for event in order.timeline],
        "origin": origin_to_document(order.origin),
    }


def from_document(document: Document) -> Order:
    """From what is stored."""
    fields: dict[str, Any] = {name: document[name] for name in _PLAIN}
    return Order(
        id=document["_id"],
        state=OrderState(document["state"]),
        lines=tuple(_line_from_document(line) for line in document["lines"]),
        tickets=tuple(_ticket_from_document(ticket) for ticket in document["tickets"]),
        totals=_totals_from_document(document["totals"]),
        bill_rounding=document.get("bill_rounding", 0),
        timeline=tuple(_event_from_document(event) for event in document["timeline"]),
        origin=origin_from_document(document),
        **fields,
    )


_PLAIN = (
    "restaurant_id",
    "visit_id",
    "table_id",
    "table_name",
    "number",
    "currency",
    "note",
    "guest_id",
    "guest_name",
    "menu_version",
    "place_time",
    "ready_estimate_time",
    "update_time",
    "escalated",
    "end_reason",
    "escalate_after_seconds",
    "expire_after_seconds",
    "version",
)


def _line_to_document(line: OrderLine) -> Document | RawBSONDocument:
    own = {"key": line.key, "note": line.note}
    if line.kept is None:
        return own | _dish_to_document(line)
    dish = line.once("document", lambda it: encode(_dish_to_document(it)))
    return RawBSONDocument(joined(encode(own), dish))


def _dish_to_document(line: OrderLine) -> Document:
    """All but what one guest says of it."""
    return {
        "item_id": line.item_id,
        "item_name": line.item_name,
        "station_id": line.station_id,
        "quantity": line.quantity,
        "options": [
            {
                "modifier_list_id": option.modifier_list_id,
                "option_id": option.option_id,
                "name": option.name,
                "quantity": option.quantity,
                "price": option.price,
            }
            for option in line.options
        ],
        "unit_price": line.unit_price,
        "amount": line.amount,
        "tax_id": line.tax_id,
        "tax_amount": line.tax_amount,
        "allergens": list(line.allergens),
        "prep_seconds": line.prep_seconds,
    }


def _line_from_document(document: Document) -> OrderLine:
    options = tuple(ChosenOption(**option) for option in document["options"])
    changed = {"options": options, "allergens": tuple(document["allergens"])}
    return OrderLine(**(document | changed))


def _ticket_to_document(ticket: Ticket) -> Document:
    return {
        "station_id": ticket.station_id,
        "state": ticket.state.value,
        "due_time": ticket.due_time,
        "start_time": ticket.start_time,
        "bump_time": ticket.bump_time,
    }


def _ticket_from_document(document: Document) -> Ticket:
    return Ticket(**(document | {"state": TicketState(document["state"])}))


def _totals_to_document(totals: Totals) -> Document:
    return {
        "lines_amount": totals.lines_amount,
        "service_charge_amount": totals.service_charge_amount,
        "taxes": [
            {"tax_id": tax.tax_id, "name": tax.name, "rate_ppm": tax.rate_ppm, "amount": tax.amount}
            for tax in totals.taxes
        ],
        "total_amount": totals.total_amount,
        "prices_include_tax": totals.prices_include_tax,
    }


def _totals_from_document(document: Document) -> Totals:
    taxes = tuple(TaxTotal(**tax) for tax in document["taxes"])
    return Totals(**(document | {"taxes": taxes}))


def _event_to_document(event: OrderEvent) -> Document:
    return {
        "time": event.time,
        "kind": event.kind,
        "actor": event.actor,
        "station_id": event.station_id,
        "state": event.state.value,
        "version": event.version,
    }


def _event_from_document(document: Document) -> OrderEvent:
    return OrderEvent(**(document | {"state": OrderState(document["state"])}))
