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
class PaymentProgress:
    """How far a payment is, as its workflow has to know it."""

    #: The domain's words for it, for people who read histories.
    state: str
    #: The guest may still pay.
    pending: bool
    #: There may still be something to do or to come.
    open: bool
    #: In UTC; a pending one fails then.
    expire_time: datetime
    #: Of the document.
    version: int
