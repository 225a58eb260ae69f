"""What a party owes, and what of it was paid: whole numbers of minor units, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.billing.payments.domain import Payment, PaymentState, RefundedLine
from server.ordering.orders.domain import Order, OrderState

_NOT_OWED = frozenset({OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of a bill, in minor units."""

    #: Of the orders that count, before rounding.
    exact: int
    #: What the party owes for its orders, tips apart.
    total: int
    #: For lines that were given back: not owed any more.
    returned: int
    #: Paid and not given back, tips apart.
    paid: int
    #: In payments that are under way, tips apart.
    pending: int
    #: Tips that were paid and not given back.
    tips: int

    @property
    def rounding(self) -> int:
        """What rounding has added, or taken."""
        return self.total - self.exact

    @property
    def due(self) -> int:
        """What can be paid now; never below 0."""
        return max(0, self.total - self.returned - self.paid - self.pending)

    @property
    def overpaid(self) -> int:
        """Paid for more than is owed; never below 0."""
        return max(0, self.paid + self.returned - self.total)


def sums(orders: Iterable[Order], payments: Iterable[Payment], rounding: int) -> Sums:
    """The sums over a visit's orders and payments; `rounding` as of `rounded`."""
    orders, payments = tuple(orders), tuple(payments)
    counting = {order.id for order in orders if counts(order)}
    exact = exact_total(orders)
    return Sums(
        exact=exact,
        total=rounded(exact, rounding),
        returned=sum(one.amount for one in returned(payments) if one.order_id in counting),
        paid=sum(payment.amount_left for payment in payments),
        pending=sum(one.amount for one in payments if one.state is PaymentState.PENDING),
        tips=sum(payment.tip_left for payment in payments),
    )


def total_of(orders: Iterable[Order], rounding: int) -> int:
    """What a party owes for its orders, tips apart; `rounding` as of `rounded`."""
    return rounded(exact_total(orders), rounding)


def rounding_of(orders: Iterable[Order]) -> int:
    """What the visit's bill is rounded to: as the house had it when its first order was placed.

    Whatever became of that order, and whatever the house changes later: a bill that was paid stays
    as it was. `orders` are all of the visit.
    """
    first = min(orders, key=lambda order: order.id, default=None)
    return first.bill_rounding if first else 0


def exact_total(orders: Iterable[Order]) -> int:
    """The totals of the orders that count."""
    return sum(order.totals.total_amount for order in orders if counts(order))


def counts(order: Order) -> bool:
    """Whether the party owes it: not what was cancelled, refused, or taken by nobody."""
    return order.state not in _NOT_OWED


def returned(payments: Iterable[Payment]) -> Iterator[RefundedLine]:
    """The lines whose price was given back, or is on its way back."""
    for payment in payments:
        # Money that was never kept is given back whole, and not for a line.
        if payment.state is PaymentState.PAID:
            for refund in payment.refunds:
                if refund.is_going:
                    yield from refund.lines


def rounded(amount: int, multiple: int) -> int:
    """The nearest multiple, half away from zero; 0 and 1 round nothing."""
    if multiple <= 1:
        return amount
    quotient, rest = divmod(abs(amount), multiple)
    nearest = (quotient + (2 * rest >= multiple)) * multiple
    return nearest if amount >= 0 else -nearest
