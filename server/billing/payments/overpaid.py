"""Which money goes back by itself when less is owed than was paid."""

from collections.abc import Sequence
from datetime import datetime

from server.billing.bills.sums import sums
from server.billing.payments.domain import Payment, RefundState
from server.billing.payments.left import left_of
from server.billing.payments.refunds import Back, request_refund
from server.ids import derived_id
from server.ordering.orders.domain import Order


def next_refund(
    orders: Sequence[Order],
    payments: Sequence[Payment],
    rounding: int,
    reason: str,
    now: datetime,
) -> Payment | None:
    """The payment with the refund that is to be made next, or None if nothing can go back.

    Always the newest one first, so that two who do this at once meet at the same payment, and one
    of them decides anew. Of a bill on which nothing is left, the tip goes back too.
    """
    figures = sums(orders, payments, rounding)
    source = next(filter(_can_go_back, _newest_paid_first(payments)), None)
    if not figures.overpaid or source is None:
        return None
    left = left_of(source)
    bill = min(figures.overpaid, left.bill)
    all_of_it = not figures.total and bill == source.amount_left
    tip = min(left.tips, left.total - bill) if all_of_it else 0
    bill -= (bill + tip) % left.step
    if not bill + tip:
        return None
    back = Back(
        refund_id=derived_id("rfd", source.id, "overpaid", str(len(source.refunds))),
        bill_amount=bill,
        tip_amount=tip,
        reason=reason,
    )
    return request_refund(source, back, now)


def _newest_paid_first(payments: Sequence[Payment]) -> list[Payment]:
    paid = [payment for payment in payments if payment.paid_time is not None]
    return sorted(paid, key=lambda one: (one.paid_time, one.number), reverse=True)


def _can_go_back(payment: Payment) -> bool:
    # Cash is handed back by people. What a bank did not take back once, it will not take again.
    failed = any(one.automatic and one.state is RefundState.FAILED for one in payment.refunds)
    return payment.is_online and left_of(payment).bill > 0 and not failed
