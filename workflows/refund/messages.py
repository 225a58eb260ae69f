"""What goes into the refund's workflow. It stands in histories: see workflows/payment/messages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RefundName:
    """Which refund of which payment: what its workflow is started with."""

    restaurant_id: str
    payment_id: str
    refund_id: str
