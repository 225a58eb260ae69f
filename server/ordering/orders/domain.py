"""An order as a fact: its lines at their prices, its tickets, and what happened to it."""

from collections.abc import Callable
from dataclasses import field, replace
from datetime import datetime
from enum import StrEnum

from server.origin import Origin
from server.values import named_value, value


class OrderState(StrEnum):
    """Between the guest and the house. The names are the contract's."""

    PLACED = "PLACED"
    ACCEPTED = "ACCEPTED"
    IN_PREPARATION = "IN_PREPARATION"
    READY = "READY"
    SERVED = "SERVED"
    CANCELLED = "CANCELLED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"

    @property
    def is_open(self) -> bool:
        """Whether anything can still happen."""
        return self not in _ENDED


_ENDED = frozenset(
    {OrderState.SERVED, OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED}
)


class TicketState(StrEnum):
    """At a station, and of every line there. The names are the contract's."""

    QUEUED = "QUEUED"
    PREPARING = "PREPARING"
    READY = "READY"
    SERVED = "SERVED"
    VOIDED = "VOIDED"


@value
class ChosenOption:
    """An answer of the guest, at its price of then."""

    modifier_list_id: str
    option_id: str
    name: str
    quantity: int
    #: Minor units, of one.
    price: int


@named_value
class OrderLine:
    """A dish as it was ordered. Amounts in minor units of the order's currency."""

    key: str
    item_id: str
    item_name: str
    station_id: str
    quantity: int
    options: tuple[ChosenOption, ...]
    note: str
    unit_price: int
    amount: int
    tax_id: str
    tax_amount: int
    allergens: tuple[str, ...]
    prep_seconds: int
    #: What was made of all but its key and note, for whoever orders the same; None: nobody will.
    kept: dict[str, bytes] | None = field(default=None, compare=False, repr=False)

    def once(self, name: str, make: Callable[["OrderLine"], bytes]) -> bytes:
        """What `make` makes of all but its key and note: kept under that name, if anything is."""
        if self.kept is None:
            return make(self)
        made = self.kept.get(name)
        if made is None:
            made = self.kept[name] = make(self)
        return made

    def noted(self, key: str, note: str) -> "OrderLine":
        """The same dish with another key and note. `replace` would take six times as long."""
        return OrderLine(
            key=key,
            item_id=self.item_id,
            item_name=self.item_name,
            station_id=self.station_id,
            quantity=self.quantity,
            options=self.options,
            note=note,
            unit_price=self.unit_price,
            amount=self.amount,
            tax_id=self.tax_id,
            tax_amount=self.tax_amount,
            allergens=self.allergens,
            prep_seconds=self.prep_seconds,
            kept=self.kept,
        )


@value
class TaxTotal:
    """All of one tax in an order."""

    tax_id: str
    name: str
    rate_ppm: int
    amount: int


@value
class Totals:
    """What it comes to, in minor units."""

    lines_amount: int
    service_charge_amount: int
    taxes: tuple[TaxTotal, ...]
    total_amount: int
    prices_include_tax: bool


@value
class Ticket:
    """One station's part of an order."""

    station_id: str
    state: TicketState
    due_time: datetime
    start_time: datetime | None = None
    bump_time: datetime | None = None


@value
class OrderEvent:
    """Something that happened: what, when, by whom, and to which version it led."""

    time: datetime
    kind: str
    #: "guest:…", "user:…", "device:…" or "system:".
    actor: str
    station_id: str
    state: OrderState
    version: int


@named_value
class Order:
    """One round of a visit."""

    id: str
    restaurant_id: str
    visit_id: str
    table_id: str
    table_name: str
    number: str
    state: OrderState
    currency: str
    lines: tuple[OrderLine, ...]
    tickets: tuple[Ticket, ...]
    totals: Totals
    #: What the house rounded bills to, in minor units; 0: not at all. As of `place_time`.
    bill_rounding: int = 0
    note: str
    guest_id: str
    guest_name: str
    menu_version: int
    place_time: datetime
    ready_estimate_time: datetime
    update_time: datetime
    escalated: bool = False
    end_reason: str = ""
    escalate_after_seconds: int
    expire_after_seconds: int
    version: int = 1
    timeline: tuple[OrderEvent, ...]
    origin: Origin

    def ticket(self, station_id: str) -> Ticket | None:
        """The station's part, or None."""
        return next((one for one in self.tickets if one.station_id == station_id), None)

    def as_placed(self) -> "Order":
        """The order as it was when it was placed: the first reply, for whoever asks again."""
        if self.version == 1:
            return self
        first = tuple(event for event in self.timeline if event.version == 1)
        return replace(
            self,
            state=first[-1].state,
            tickets=tuple(_fresh(ticket) for ticket in self.tickets),
            update_time=self.place_time,
            escalated=False,
            end_reason="",
            version=1,
            timeline=first,
        )


def _fresh(ticket: Ticket) -> Ticket:
    return Ticket(ticket.station_id, TicketState.QUEUED, ticket.due_time)
