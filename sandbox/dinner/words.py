"""What the parties see, in words."""

from collections.abc import Iterable

from here2order.catalog.v1.menu_pb2 import Menu
from here2order.common.v1.money_pb2 import Money
from here2order.ordering.v1.order_pb2 import (
    ORDER_STATE_PLACED,
    LineRequest,
    Order,
    OrderState,
    TicketState,
)
from here2order.ordering.v1.stale_menu_pb2 import LineChange
from here2order.ordering.v1.ticket_pb2 import Ticket, TicketLine

_CHANGES = {
    LineChange.KIND_ITEM_REMOVED: "is on the menu no more",
    LineChange.KIND_ITEM_SOLD_OUT: "is out",
    LineChange.KIND_OPTION_REMOVED: "cannot be had like that any more",
    LineChange.KIND_OPTION_SOLD_OUT: "cannot be had like that today",
}
_SYMBOLS = {"INR": "₹", "EUR": "€"}


def money(of: Money) -> str:
    """An amount of a currency with hundredths."""
    sign = "-" if of.amount < 0 else ""
    return f"{sign}{_SYMBOLS.get(of.currency, of.currency + ' ')}{figure(abs(of.amount))}"


def figure(amount: int) -> str:
    """Minor units in a table of one currency: "1,250.00", "-3.50"."""
    whole, rest = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{whole:,}.{rest:02}"


def order_state(state: int) -> str:
    """As people say it."""
    name = OrderState.Name(OrderState.ValueType(state)).removeprefix("ORDER_STATE_")
    return name.lower().replace("_", " ")


def ticket_state(state: int) -> str:
    """As people say it."""
    name = TicketState.Name(TicketState.ValueType(state)).removeprefix("TICKET_STATE_")
    return name.lower()


def order_news(order: Order) -> str:
    """How an order stands."""
    state = order_state(order.state)
    at_work = [f"{it.station_id} {ticket_state(it.state)}" for it in order.tickets]
    if order.end_reason:
        return f"{order.number} is {state}: “{order.end_reason}”"
    if len(set(at_work)) > 1 and state == "in preparation":
        return f"{order.number} is {state}: {', '.join(at_work)}"
    return f"{order.number} is {state}"


def new_order(order: Order) -> str:
    """An order, when it is seen for the first time."""
    count = sum(line.quantity for line in order.lines)
    dishes = "1 dish" if count == 1 else f"{count} dishes"
    return f"{order_news(order)} by {order.guest_name}: {dishes}, {_total(order)}"


def ticket_line(line: TicketLine) -> str:
    """A dish as the kitchen reads it."""
    return _dish(line.quantity, line.item_name, line.options)


def new_ticket(ticket: Ticket) -> str:
    """A ticket, when it comes out of the printer."""
    dishes = "; ".join(ticket_line(line) for line in ticket.lines)
    return f"{ticket.order_number}, table {ticket.table_name}, {ticket.guest_name}: {dishes}"


def ticket_news(before: Ticket, ticket: Ticket) -> str:
    """What is new about a ticket for the cook; empty if nothing is."""
    if ticket.state != before.state:
        return f"{ticket.order_number} is {ticket_state(ticket.state)}"
    if before.order_state == ORDER_STATE_PLACED != ticket.order_state:
        return f"{ticket.order_number} was accepted"
    return ""


def wish(line: LineRequest, menu: Menu) -> str:
    """What a guest is about to order."""
    options = {
        (asked.id, option.id): option.name
        for asked in menu.modifier_lists
        for option in asked.options
    }
    chosen = (
        _times(it.quantity, options[it.modifier_list_id, it.option_id]) for it in line.options
    )
    return _dish(line.quantity, item_name(menu, line.item_id), chosen)


def item_name(menu: Menu, item_id: str) -> str:
    """A dish's name, or its id if the menu does not have it."""
    return next((item.name for item in menu.items if item.id == item_id), item_id)


def change(of: LineChange, menu: Menu) -> str:
    """Why a line is not what the guest saw."""
    if of.kind == LineChange.KIND_PRICE_CHANGED:
        return f"{of.item_name} is {money(of.new_unit_price)} now, not {money(of.old_unit_price)}"
    what = _CHANGES.get(of.kind, "is not what it was")
    instead = ", ".join(item_name(menu, item_id) for item_id in of.substitute_item_ids)
    return f"{of.item_name} {what}; there is {instead}"


def _dish(quantity: int, name: str, options: Iterable[str]) -> str:
    said = ", ".join(options)
    return f"{quantity} × {name}" + (f" ({said})" if said else "")


def _total(order: Order) -> str:
    return money(order.totals.total_amount)


def _times(quantity: int, name: str) -> str:
    return f"{quantity} × {name}" if quantity > 1 else name
