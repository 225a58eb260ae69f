"""How an order comes to be: from priced lines to tickets by station."""

from datetime import datetime, timedelta

from server.catalog.restaurants.domain import Acceptance, Restaurant
from server.ordering.orders.domain import (
    Order,
    OrderEvent,
    OrderLine,
    OrderState,
    Ticket,
    TicketState,
)
from server.ordering.pricing.domain import Priced
from server.ordering.visits.domain import Visit
from server.origin import Origin
from server.values import value

#: For dishes of which nobody knows how long they take.
_USUAL_PREP_SECONDS = 900


@value
class Placement:
    """What is ordered, where and by whom."""

    order_id: str
    #: The guest's id, or "" if staff ordered for the table.
    guest_id: str
    note: str
    origin: Origin


def placed(
    placement: Placement, visit: Visit, restaurant: Restaurant, priced: Priced, now: datetime
) -> Order:
    """The new order: PLACED, or ACCEPTED at once where the restaurant has it so."""
    guest = visit.guest(placement.guest_id)
    events = _events(placement, restaurant, now)
    tickets = _tickets(priced.lines, now)
    return Order(
        id=placement.order_id,
        restaurant_id=restaurant.id,
        visit_id=visit.id,
        table_id=visit.table_id,
        table_name=visit.table_name,
        number=placement.order_id[-4:].upper(),
        state=events[-1].state,
        currency=priced.currency,
        lines=priced.lines,
        tickets=tickets,
        totals=priced.totals,
        bill_rounding=restaurant.bill_rounding,
        note=placement.note,
        guest_id=placement.guest_id,
        guest_name=guest.name if guest else "",
        menu_version=priced.menu_version,
        place_time=now,
        ready_estimate_time=max([ticket.due_time for ticket in tickets]),
        update_time=now,
        escalate_after_seconds=restaurant.escalate_after_seconds,
        expire_after_seconds=restaurant.expire_after_seconds,
        timeline=events,
        origin=placement.origin,
    )


def ready_estimate(lines: tuple[OrderLine, ...], now: datetime) -> datetime:
    """When the slowest dish will probably be ready."""
    return now + timedelta(seconds=max([_prep_seconds(line) for line in lines]))


def _tickets(lines: tuple[OrderLine, ...], now: datetime) -> tuple[Ticket, ...]:
    # One a station, in the order in which the guest named the dishes.
    slowest: dict[str, int] = {}
    for line in lines:
        seconds = _prep_seconds(line)
        slowest[line.station_id] = max(slowest.get(line.station_id, 0), seconds)
    return tuple(
        [
            Ticket(station_id, TicketState.QUEUED, now + timedelta(seconds=seconds))
            for station_id, seconds in slowest.items()
        ]
    )


def _events(placement: Placement, restaurant: Restaurant, now: datetime) -> tuple[OrderEvent, ...]:
    event = OrderEvent(now, "placed", placement.origin.caller, "", OrderState.PLACED, 1)
    if restaurant.acceptance is not Acceptance.AUTOMATIC:
        return (event,)
    return event, OrderEvent(now, "accepted", "system:", "", OrderState.ACCEPTED, 1)


def _prep_seconds(line: OrderLine) -> int:
    return line.prep_seconds or _USUAL_PREP_SECONDS
