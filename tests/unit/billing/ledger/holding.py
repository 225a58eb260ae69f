"""What must hold of a visit's money, after every step and in the end."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from server.billing.bills.sums import sums
from server.billing.payments.domain import Payment, PaymentState, RefundState
from server.billing.payments.ledger import BILL, CASH_DRAWER, DISPUTES, STRIPE, TIPS, balance, held
from server.ordering.orders.domain import Order
from tests.unit.billing.ledger.books import ROUNDING
from tests.unit.billing.ledger.stripe_side import StripeSide


def require_step(before: Payment | None, after: Payment) -> None:
    """A payment only goes on: what happened stays written, and FAILED never becomes PAID."""
    if before is None or before is after or before == after:
        return
    assert after.version > before.version
    assert after.ledger[: len(before.ledger)] == before.ledger
    assert after.timeline[: len(before.timeline)] == before.timeline
    assert [one.id for one in after.refunds][: len(before.refunds)] == [
        one.id for one in before.refunds
    ]
    if len(after.refunds) > len(before.refunds) and after.state is PaymentState.PAID:
        kept = after.total_amount - held(before)
        assert after.refunded_amount <= kept, "what a bank holds does not go back too"
    if before.state is not PaymentState.PENDING:
        assert after.state is before.state


def require_sound(
    orders: Sequence[Order], payments: Sequence[Payment], known: Mapping[str, Payment]
) -> None:
    """The ledger's sums, the bill's, and those of the refunds agree."""
    for payment in payments:
        if payment is not known.get(payment.id):
            _require_balanced(payment)
    assert [payment.number for payment in payments] == list(range(1, len(payments) + 1))
    paid = [payment for payment in payments if payment.state is PaymentState.PAID]
    figures = sums(orders, payments, ROUNDING)
    booked = -sum(balance(one.ledger, BILL) for one in paid)
    assert booked - sum(_on_the_way(one, tips=False) for one in paid) == figures.paid
    tips = -sum(balance(one.ledger, TIPS) for one in paid)
    assert tips - sum(_on_the_way(one, tips=True) for one in paid) == figures.tips
    _require_lines_once(orders, paid)


def require_settled(
    orders: Sequence[Order], payments: Sequence[Payment], stripe: Mapping[str, StripeSide]
) -> None:
    """Everybody was told everything: our books are Stripe's, and nobody has paid twice."""
    for payment in payments:
        assert not payment.open
        side = stripe.get(payment.id)
        assert balance(payment.ledger, STRIPE) == (side.kept if side else 0)
        assert held(payment) == (side.held if side else 0)
        if payment.state is PaymentState.FAILED and side:
            # What came of it went back, but for what the bank does not take or holds.
            stuck = sum(one.amount for one in payment.refunds if not one.is_going)
            assert side.charged - side.returned <= stuck
            assert stuck or not balance(payment.ledger, BILL)
            assert stuck or not balance(payment.ledger, TIPS)
    figures = sums(orders, payments, ROUNDING)
    assert figures.overpaid <= sum(_stuck(payment) for payment in payments)


def _require_balanced(payment: Payment) -> None:
    events: dict[tuple[object, ...], int] = defaultdict(int)
    for entry in payment.ledger:
        assert entry.amount, "nothing is booked for nothing"
        events[entry.time, entry.kind, entry.subject_id, entry.currency] += entry.amount
    assert not any(events.values()), "each event's entries sum to 0"
    came = sum(
        one.amount
        for one in payment.ledger
        if not one.subject_id and one.account in {STRIPE, CASH_DRAWER}
    )
    assert payment.refunded_amount <= came, "refunds never exceed the charge"
    assert balance(payment.ledger, CASH_DRAWER) >= 0
    assert balance(payment.ledger, STRIPE) + balance(payment.ledger, DISPUTES) >= 0
    assert payment.amount_left >= 0
    assert payment.tip_left >= 0


def _on_the_way(payment: Payment, *, tips: bool) -> int:
    going = [one for one in payment.refunds if one.state is RefundState.PENDING]
    return sum(one.tip_amount if tips else one.bill_amount for one in going)


def _require_lines_once(orders: Sequence[Order], paid: Sequence[Payment]) -> None:
    pieces = [
        (line.order_id, line.line_key, piece)
        for payment in paid
        for refund in payment.refunds
        if refund.is_going
        for line in refund.lines
        for piece in line.pieces
    ]
    assert len(pieces) == len(set(pieces)), "no piece of a line goes back twice"
    ordered = {(one.id, line.key): line.quantity for one in orders for line in one.lines}
    assert all(1 <= piece <= ordered[order_id, key] for order_id, key, piece in pieces)


def _stuck(payment: Payment) -> int:
    """What does not go back by itself: cash, what a bank holds, or has not taken back before."""
    failed = any(one.automatic and not one.is_going for one in payment.refunds)
    return payment.amount_left if not payment.is_online or held(payment) or failed else 0
