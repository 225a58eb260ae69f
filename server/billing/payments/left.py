"""What of a payment can still be given back."""

from dataclasses import dataclass

from server.billing.currencies import online_step
from server.billing.payments.domain import Payment, PaymentState
from server.billing.payments.errors import PaymentStateForbids
from server.billing.payments.ledger import held, unwanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """In minor units of `currency`."""

    bill: int
    tips: int
    #: Of both. Less than their sum if a bank holds some of it.
    total: int
    currency: str
    #: What goes back is a multiple of it: Stripe's, or 1.
    step: int


def left_of(payment: Payment) -> Left:
    """What was paid, or came unwanted, less what goes back and what banks hold."""
    bill, tips, currency = payment.amount_left, payment.tip_left, payment.currency
    if payment.state is PaymentState.FAILED:
        came = unwanted(payment)
        going = [refund for refund in payment.refunds if refund.is_going]
        bill = came.bill - sum(refund.bill_amount for refund in going)
        tips = came.tips - sum(refund.tip_amount for refund in going)
        currency = came.currency
    step = online_step(currency) if payment.is_online else 1
    total = max(0, bill + tips - held(payment))
    total -= total % step
    return Left(
        bill=min(bill, total), tips=min(tips, total), total=total, currency=currency, step=step
    )


def require_left(payment: Payment) -> Left:
    """What is left. Raises PaymentStateForbids if that is nothing, DISPUTED if a bank holds it."""
    left = left_of(payment)
    if not left.total:
        raise PaymentStateForbids("DISPUTED" if held(payment) else payment.shown_state, "refund")
    return left
