"""What a party owes, and what of it was paid: whole numbers of minor units, and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.billing.payments.domain import Payment, PaymentState, Refund, RefundState
from server.ordering.orders.domain import Order, OrderState

_NOT_OWED = frozenset({OrderState.CANCELLED, OrderState.REJECTED, OrderState.EXPIRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """The figures of a bill, in minor units."""

    #: Of the orders that count, before rounding.
    exact: int
    #: What the party owes in all, tips apart.
    total: int
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
        return max(0, self.total - self.paid - self.pending)

    @property
    def overpaid(self) -> int:
        """Paid for more than is owed; never below 0."""
        return max(0, self.paid - self.total)


def sums(orders: Iterable[Order], payments: Iterable[Payment], rounding: int) -> Sums:
    """The sums over a visit's orders and payments; `rounding` as of `rounded`."""
    payments = tuple(payments)
    exact = exact_total(orders)
    return Sums(
        exact=exact,
        total=rounded(exact, rounding),
        paid=sum(kept(payment) for payment in payments),
        pending=sum(one.amount for one in payments if one.state is PaymentState.PENDING),
        tips=sum(kept_tip(payment) for payment in payments),
    )


def total_of(orders: Iterable[Order], rounding: int) -> int:
    """What a party owes for its orders, tips apart; `rounding` as of `rounded`."""
    return rounded(exact_total(orders), rounding)


def exact_total(orders: Iterable[Order]) -> int:
    """The totals of the orders that count."""
    return sum(order.totals.total_amount for order in orders if counts(order))


def counts(order: Order) -> bool:
    """Whether the party owes it: not what was cancelled, refused, or taken by nobody."""
    return order.state not in _NOT_OWED


def rounded(amount: int, multiple: int) -> int:
    """The nearest multiple, half away from zero; 0 and 1 round nothing."""
    if multiple <= 1:
        return amount
    quotient, rest = divmod(abs(amount), multiple)
    nearest = (quotient + (2 * rest >= multiple)) * multiple
    return nearest if amount >= 0 else -nearest


def kept(payment: Payment) -> int:
    """What of the payment's amount is the restaurant's, and not on its way back."""
    if payment.state is not PaymentState.PAID:
        return 0
    return payment.amount - sum(one.amount - one.tip_amount for one in _going(payment))


def kept_tip(payment: Payment) -> int:
    """What of the payment's tip is the staff's, and not on its way back."""
    if payment.state is not PaymentState.PAID:
        return 0
    return payment.tip_amount - sum(one.tip_amount for one in _going(payment))


# What the bank did not take back is the restaurant's still.
def _going(payment: Payment) -> Iterable[Refund]:
    return (one for one in payment.refunds if one.state is not RefundState.FAILED)
