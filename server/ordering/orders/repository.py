"""Orders as documents. The only place that knows how an order is stored."""

from collections.abc import Sequence
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from server.errors import NotFound
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
from server.origin import Origin
from server.storage import documents
from server.storage.client import Database, Document
from server.storage.events import Topic
from server.storage.group_commit import GroupCommit
from server.storage.once import (
    find_origin,
    insert_once,
    origin_from_document,
    origin_index,
    origin_to_document,
)
from server.storage.snapshot import Snapshot, snapshot

COLLECTION = "orders"
INDEXES: Sequence[IndexModel] = (
    origin_index("restaurant_id"),
    IndexModel([("restaurant_id", ASCENDING), ("_id", DESCENDING)], name="newest"),
    IndexModel(
        [("restaurant_id", ASCENDING), ("visit_id", ASCENDING), ("_id", DESCENDING)],
        name="of_visit",
    ),
    # Few orders are open at a time: what the streams begin with stays small for ever.
    IndexModel(
        [("restaurant_id", ASCENDING), ("_id", ASCENDING)],
        name="open",
        partialFilterExpression={"open": True},
    ),
)


class OrderRepository:
    """The orders of one restaurant."""

    def __init__(self, database: Database, inserts: GroupCommit, restaurant_id: str) -> None:
        """Sees nothing of other restaurants. `inserts` is shared by all of them."""
        self._database = database
        self._orders = database[COLLECTION]
        self._inserts = inserts
        self._scope: Document = {"restaurant_id": restaurant_id}

    async def get(self, order_id: str) -> Order:
        """Raises NotFound."""
        document = await self._orders.find_one(self._scope | {"_id": order_id})
        if document is None:
            raise NotFound("order", order_id)
        return from_document(document)

    async def insert_once(self, order: Order) -> Order:
        """Stores the order, or finds what the same request has placed. Raises RequestIdReused."""
        stored = await insert_once(
            self._orders, to_document(order), order.origin, self._inserts.insert
        )
        return order if stored["_id"] == order.id else from_document(stored)

    async def find_origin(self, origin: Origin) -> Order | None:
        """What the same request has placed, or None. Raises RequestIdReused."""
        stored = await find_origin(self._orders, self._scope["restaurant_id"], origin)
        return from_document(stored) if stored else None

    async def replace(self, order: Order, version: int) -> bool:
        """Writes the order if the stored one still has that version."""
        return await documents.replace(self._orders, to_document(order), version)

    async def newest(
        self, *, visit_id: str, states: Sequence[OrderState], before: str, limit: int
    ) -> list[Order]:
        """Newest first, older than the id `before` if there is one."""
        match = dict(self._scope)
        if visit_id:
            match["visit_id"] = visit_id
        if states:
            match["state"] = {"$in": [state.value for state in states]}
        if before:
            match["_id"] = {"$lt": before}
        cursor = self._orders.find(match).sort("_id", DESCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    async def list_open(self, after: str, limit: int) -> list[Order]:
        """Orders that have not ended, oldest first, newer than the id `after`."""
        match = self._scope | {"open": True, "_id": {"$gt": after}}
        cursor = self._orders.find(match).sort("_id", ASCENDING).limit(limit)
        return [from_document(document) async for document in cursor]

    def open_snapshot(self) -> Snapshot:
        """Orders that have not ended, oldest first, at one moment."""
        match = self._scope | {"open": True}
        return snapshot(self._database, COLLECTION, match, {"_id": 1})

    def visit_snapshot(self, visit_id: str) -> Snapshot:
        """All orders of a visit, oldest first, at one moment."""
        match = self._scope | {"visit_id": visit_id}
        return snapshot(self._database, COLLECTION, match, {"_id": 1})


def open_orders_everywhere(database: Database) -> Snapshot:
    """Orders of all restaurants that have not ended, newest first, at one moment.

    For the relay alone, which acts for no caller. Naming the restaurant, whichever it is, makes
    the small index of open orders fit the question.
    """
    match: Document = {"restaurant_id": {"$gt": ""}, "open": True}
    return snapshot(database, COLLECTION, match, {"_id": -1})


def topics(document: Document) -> list[Topic]:
    """Whom a change of an order concerns."""
    return [("orders", document["restaurant_id"]), ("visit-orders", document["visit_id"])]


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


def _line_to_document(line: OrderLine) -> Document:
    return {
        "key": line.key,
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
        "note": line.note,
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
