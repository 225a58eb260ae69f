"""What Stripe said when it was asked. Facts to judge; nothing here decides anything."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from server.billing.payments.states import FailureKind, Method


class IntentStatus(StrEnum):
    """Of a PaymentIntent, in Stripe's words."""

    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_CONFIRMATION = "requires_confirmation"
    REQUIRES_ACTION = "requires_action"
    PROCESSING = "processing"
    REQUIRES_CAPTURE = "requires_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


class SeenRefund(StrEnum):
    """How far a refund is at Stripe."""

    PENDING = "PENDING"
    DONE = "DONE"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentSeen:
    """A PaymentIntent as Stripe showed it. Amounts in the minor units of its currency."""

    intent_id: str
    #: Of its metadata: whose it is.
    payment_id: str
    status: IntentStatus
    amount: int
    amount_received: int
    #: ISO 4217, in capitals.
    currency: str
    #: None as long as it is not known.
    method: Method | None = None
    #: For people: "Visa •••• 4242".
    method_text: str = ""
    #: Of the last attempt, if it failed.
    failure_kind: FailureKind | None = None
    failure_code: str = ""
    failure_text: str = ""
    charge_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundSeen:
    """A refund as Stripe showed it."""

    stripe_refund_id: str
    #: Of its metadata: which of ours it is.
    refund_id: str
    status: SeenRefund
    amount: int
    failure_code: str = ""
    #: It does not exist yet: so often Stripe has said that it cannot be done now.
    refusals: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSeen:
    """A dispute as Stripe showed it."""

    stripe_dispute_id: str
    #: Stripe's word: needs_response, under_review, won, lost, warning_needs_response, …
    status: str
    reason: str
    amount: int
    currency: str
    #: When the bank began it.
    create_time: datetime | None = None
