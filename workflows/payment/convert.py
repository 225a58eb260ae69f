"""Domain → what the payment's workflow knows."""

from server.billing.payments.domain import Payment, PaymentState
from workflows.payment.messages import PaymentProgress


def progress_of(payment: Payment) -> PaymentProgress:
    """How far the payment is. Refunds are followed by workflows of their own."""
    return PaymentProgress(
        state=payment.shown_state.value,
        pending=payment.state is PaymentState.PENDING,
        open=payment.is_online and not payment.intent_over,
        expire_time=payment.expire_time,
        version=payment.version,
    )
