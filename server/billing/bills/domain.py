"""A bill as a fact: every figure with what it was made from."""

from dataclasses import dataclass
from enum import StrEnum

from server.billing.bills.sums import Sums
from server.billing.payments.domain import Payment
from server.ordering.orders.domain import OrderState, TaxTotal


class BillState(StrEnum):
    """How far it is paid. The names are the contract's."""

    EMPTY = "EMPTY"
    UNPAID = "UNPAID"
    PENDING = "PENDING"
    PARTLY_PAID = "PARTLY_PAID"
    PAID = "PAID"


class StepKind(StrEnum):
    """What a step of a trace does."""

    BASE_PRICE = "base_price"
    OPTION = "option"
    QUANTITY = "quantity"
    #: Adds nothing: the amount is what the price contains.
    TAX_INCLUDED = "tax_included"
    TAX_ADDED = "tax_added"
    SERVICE_CHARGE = "service_charge"


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step of how an amount came to be."""

    kind: StepKind
    #: In words, for people.
    text: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """One line of an order. Amounts in minor units."""

    order_id: str
    line_key: str
    item_name: str
    quantity: int
    #: Of one with its options.
    unit_price: int
    amount: int
    tax_amount: int
    #: The amount, its tax unless it is included, and its share of the service charge.
    share_amount: int
    #: How many of it were given back.
    refunded_quantity: int
    trace: tuple[TraceStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRound:
    """One order that counts."""

    order_id: str
    number: str
    state: OrderState
    guest_name: str
    lines: tuple[BillLine, ...]
    lines_amount: int
    service_charge_amount: int
    tax_amount: int
    #: What the lines' shares sum to.
    total_amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What a party owes and has paid."""

    restaurant_id: str
    restaurant_name: str
    visit_id: str
    table_name: str
    currency: str
    rounds: tuple[BillRound, ...]
    lines_amount: int
    service_charge_amount: int
    taxes: tuple[TaxTotal, ...]
    prices_include_tax: bool
    sums: Sums
    #: Oldest first.
    payments: tuple[Payment, ...]

    @property
    def state(self) -> BillState:
        """How far it is paid."""
        if self.sums.pending:
            return BillState.PENDING
        if not self.sums.total and not self.sums.paid:
            return BillState.EMPTY
        if not self.sums.due:
            return BillState.PAID
        return BillState.PARTLY_PAID if self.sums.paid else BillState.UNPAID
