"""What goes into the payment's workflow and comes out of it.

All of it stands in histories: fields may be added, with a default, and never change their meaning.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PaymentName:
    """Which payment: what its workflow is started with."""

    restaurant_id: str
    payment_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLook:
    """What one look at the payment is done with."""

    name: PaymentName
    #: Banks' disputes are looked at too.
    disputes: bool = False
    #: What was asked before may have happened, though nobody answered.
    again: bool = False
    #: When the workflow asked for it.
    time: datetime | None = None
    #: What was given back of it at Stripe, and not by us, is looked at too.
    refunds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentProgress:
    """How far a payment is, as its workflow has to know it."""

    #: The domain's word for it, for people who read histories.
    state: str
    #: The guest may still pay.
    pending: bool
    #: Money may still come.
    open: bool
    #: In UTC; a pending one fails then. None: it has no such time.
    expire_time: datetime | None
    #: Of the document.
    version: int
