"""The words for how a payment and its refunds stand. The names are the contract's."""

from enum import StrEnum


class PaymentState(StrEnum):
    """Whether the money is the restaurant's. The last two are only shown: refunds tell them."""

    PENDING = "PENDING"
    PAID = "PAID"
    FAILED = "FAILED"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    REFUNDED = "REFUNDED"


class Step(StrEnum):
    """Where a pending payment stands."""

    PREPARING = "PREPARING"
    AWAITING_GUEST = "AWAITING_GUEST"
    AWAITING_APPROVAL = "AWAITING_APPROVAL"
    PROCESSING = "PROCESSING"


class Method(StrEnum):
    """By what means."""

    ONLINE = "ONLINE"
    CARD = "CARD"
    UPI = "UPI"
    WALLET = "WALLET"
    CASH = "CASH"


class FailureKind(StrEnum):
    """Why no money was taken."""

    DECLINED = "DECLINED"
    NOT_AUTHENTICATED = "NOT_AUTHENTICATED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    TOO_LATE = "TOO_LATE"
    REFUSED = "REFUSED"


class RefundState(StrEnum):
    """How far money is on its way back."""

    PENDING = "PENDING"
    DONE = "DONE"
    FAILED = "FAILED"
