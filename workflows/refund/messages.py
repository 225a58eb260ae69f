"""What goes into the refund's workflow and comes out of it.

All of it stands in histories: fields may be added, with a default, and never change their meaning.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RefundName:
    """Which refund of which payment: what its workflow is started with."""

    restaurant_id: str
    payment_id: str
    refund_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundLook:
    """What one look at the refund is done with."""

    name: RefundName
    #: What was asked before may have happened, though nobody answered.
    again: bool = False
    #: When the workflow asked for it.
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundProgress:
    """How far a refund is."""

    #: The domain's word for it, for people who read histories.
    state: str
    #: It is still on its way.
    pending: bool
